package gov.mt.immtrax.access.request;

import gov.mt.immtrax.access.account.Account;
import gov.mt.immtrax.access.account.AccountFacts;
import gov.mt.immtrax.access.account.AccountRegister;
import gov.mt.immtrax.access.request.AccountMatch.Step;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Finds the account that a request is about: by its number where the supervisor began at it, by the user's mail address
 * where that says it, else by the user name that the help desk enters.
 */
@Component
public class AccountMatches {

    private final AccountRegister register;

    AccountMatches(AccountRegister register) {
        this.register = register;
    }

    /**
     * The account that the request names, and those that the register knows under the user's mail address, active ones
     * first.
     */
    public List<Account> known(AccessRequest request) {
        return Stream.concat(named(request).stream(), register.ofPerson(request.emailAddress()).stream())
                .collect(Collectors.toMap(Account::number, account -> account, (one, same) -> one, LinkedHashMap::new))
                .values()
                .stream()
                .toList();
    }

    /**
     * The one account that a request can only be about; empty if there is none, or several, or if a change of
     * permissions comes from somebody who neither answers for the account nor shares its employer.
     */
    public Optional<Account> settled(AccessRequest request) {
        boolean again = request.requestType() == RequestType.NEW_ACCESS;
        if (again || request.account() != null) {
            return named(request)
                    .filter(account -> account.isActive() != again)
                    .filter(account -> mayAsk(account, request));
        }
        List<Account> inUse =
                inUse(request).filter(account -> mayAsk(account, request)).toList();
        if (inUse.size() > 1 && request.requestType() == RequestType.PERMISSIONS_CHANGE) {
            inUse = inUse.stream()
                    .filter(a -> same(a.facts().employer(), request.employer()))
                    .toList();
        }
        return inUse.size() == 1 ? Optional.of(inUse.get(0)) : Optional.empty();
    }

    /** The accounts in use whose permissions somebody asks to change for whom they are none of their people. */
    public List<Account> ofOthers(AccessRequest request) {
        return request.requestType() == RequestType.PERMISSIONS_CHANGE
                        && settled(request).isEmpty()
                ? inUse(request).filter(account -> !mayAsk(account, request)).toList()
                : List.of();
    }

    private Stream<Account> inUse(AccessRequest request) {
        return known(request).stream().filter(Account::isActive);
    }

    private Optional<Account> named(AccessRequest request) {
        return Optional.ofNullable(request.account()).flatMap(register::find);
    }

    /** An account moves at the word of somebody new; all else is for its own supervisor, or a colleague of theirs. */
    private static boolean mayAsk(Account account, AccessRequest request) {
        return request.requestType() == RequestType.CHANGE_EMPLOYER
                || request.supervisorAddress().equals(account.facts().supervisorAddress())
                || same(account.facts().employer(), request.employer());
    }

    /** @param username as the help desk entered it, or null */
    public AccountMatch choose(AccessRequest request, String username) {
        if (request.requestType() == RequestType.NEW_ACCESS) {
            return username != null
                    ? forNewAccess(request, username)
                    : settled(request)
                            .map(account -> AccountMatch.of(Step.REACTIVATE, account))
                            .orElseGet(() -> AccountMatch.refused("request.rule.usernameMissing"));
        }
        if (username == null) {
            return settled(request)
                    .map(account -> AccountMatch.of(Step.CHANGE, account))
                    .orElseGet(() -> AccountMatch.refused("request.rule.usernameOfAccountMissing"));
        }
        return register.findByUsername(username)
                .map(account -> forChange(request, account))
                .orElseGet(() -> forUnknown(request, username));
    }

    private AccountMatch forNewAccess(AccessRequest request, String username) {
        Optional<Account> named = register.findByUsername(username);
        if (named.isEmpty()) {
            return AccountMatch.unknown(Step.OPEN, username);
        }
        Account account = named.get();
        if (!belongsTo(account.facts(), request)) {
            return AccountMatch.refused("request.rule.usernameOfSomeoneElse");
        }
        return account.isActive()
                ? AccountMatch.refused("request.rule.usernameInUse")
                : AccountMatch.of(Step.REACTIVATE, account);
    }

    private AccountMatch forChange(AccessRequest request, Account account) {
        if (!mayBelongTo(account.facts(), request)) {
            return AccountMatch.refused("request.rule.usernameOfSomeoneElse");
        }
        if (account.isActive()) {
            return AccountMatch.of(Step.CHANGE, account);
        }
        return request.requestType() == RequestType.CHANGE_EMPLOYER
                ? AccountMatch.of(Step.REACTIVATE, account)
                : AccountMatch.refused("request.rule.usernameInactivated");
    }

    private AccountMatch forUnknown(AccessRequest request, String username) {
        if (settled(request).isPresent()) {
            return AccountMatch.refused("request.rule.usernameUnknown");
        }
        return AccountMatch.unknown(
                request.requestType() == RequestType.CHANGE_EMPLOYER ? Step.OPEN : Step.ENTER, username);
    }

    /** By the address; an import may not have known it, then by the whole name. */
    private static boolean belongsTo(AccountFacts facts, AccessRequest request) {
        return facts.emailAddress() == null
                ? same(facts.firstName(), request.legalFirstName()) && same(facts.lastName(), request.legalLastName())
                : facts.emailAddress().equals(request.emailAddress());
    }

    /** Addresses change with the employer and names with a wedding; if all differ, the user name was mistyped. */
    private static boolean mayBelongTo(AccountFacts facts, AccessRequest request) {
        return belongsTo(facts, request)
                || same(facts.firstName(), request.legalFirstName())
                || same(facts.lastName(), request.legalLastName());
    }

    private static boolean same(String one, String other) {
        return one.strip().equalsIgnoreCase(other.strip());
    }
}

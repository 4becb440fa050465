package gov.mt.immtrax.access.request;

import gov.mt.immtrax.access.account.Account;
import gov.mt.immtrax.access.account.AccountFacts;
import gov.mt.immtrax.access.account.AccountRegister;
import gov.mt.immtrax.access.request.AccountChoice.Step;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Finds the account that a request is about: by the user's mail address where that says it, else by the user name that the
 * help desk enters.
 */
@Component
public class AccountChoices {

    private final AccountRegister register;

    AccountChoices(AccountRegister register) {
        this.register = register;
    }

    /** The accounts that the register knows under the user's mail address, the active ones first. */
    public List<Account> known(AccessRequest request) {
        return register.ofPerson(request.emailAddress());
    }

    /** The one account in use that a change can only be about; empty if there is none, or several. */
    public Optional<Account> settled(AccessRequest request) {
        if (request.requestType() == RequestType.NEW_ACCESS) {
            return Optional.empty();
        }
        List<Account> inUse = known(request).stream().filter(Account::isActive).toList();
        if (inUse.size() > 1 && request.requestType() == RequestType.PERMISSIONS_CHANGE) {
            inUse = inUse.stream().filter(a -> same(a.facts().employer(), request.employer())).toList();
        }
        return inUse.size() == 1 ? Optional.of(inUse.get(0)) : Optional.empty();
    }

    /** @param username as the help desk entered it, or null */
    AccountChoice choose(AccessRequest request, String username) {
        if (request.requestType() == RequestType.NEW_ACCESS) {
            return username == null
                    ? AccountChoice.refused("request.rule.usernameMissing")
                    : forNewAccess(request, username);
        }
        if (username == null) {
            return settled(request)
                    .map(account -> AccountChoice.of(Step.CHANGE, account))
                    .orElseGet(() -> AccountChoice.refused("request.rule.usernameOfAccountMissing"));
        }
        return register.findByUsername(username)
                .map(account -> forChange(request, account))
                .orElseGet(() -> forUnknown(request, username));
    }

    private AccountChoice forNewAccess(AccessRequest request, String username) {
        Optional<Account> named = register.findByUsername(username);
        if (named.isEmpty()) {
            return AccountChoice.unknown(Step.OPEN, username);
        }
        Account account = named.get();
        if (!belongsTo(account.facts(), request)) {
            return AccountChoice.refused("request.rule.usernameOfSomebodyElse");
        }
        return account.isActive()
                ? AccountChoice.refused("request.rule.usernameInUse")
                : AccountChoice.of(Step.REACTIVATE, account);
    }

    private AccountChoice forChange(AccessRequest request, Account account) {
        if (!mayBelongTo(account.facts(), request)) {
            return AccountChoice.refused("request.rule.usernameOfSomebodyElse");
        }
        if (account.isActive()) {
            return AccountChoice.of(Step.CHANGE, account);
        }
        return request.requestType() == RequestType.CHANGE_EMPLOYER
                ? AccountChoice.of(Step.REACTIVATE, account)
                : AccountChoice.refused("request.rule.usernameInactivated");
    }

    private AccountChoice forUnknown(AccessRequest request, String username) {
        if (settled(request).isPresent()) {
            return AccountChoice.refused("request.rule.usernameUnknown");
        }
        return AccountChoice.unknown(
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

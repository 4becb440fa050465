package gov.mt.immtrax.access.request;

import gov.mt.immtrax.access.account.Account;
import gov.mt.immtrax.access.account.AccountFacts;
import gov.mt.immtrax.access.account.AccountRegister;
import gov.mt.immtrax.access.account.DepartureLookup;
import gov.mt.immtrax.access.account.PersonName;
import gov.mt.immtrax.access.facility.Employers;
import gov.mt.immtrax.access.folding.Folding;
import gov.mt.immtrax.access.request.AccountMatch.Step;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Finds the account that a request is about: by account number if the request has one, by the user's email address if
 * it identifies one account, otherwise by the user name that the help desk enters.
 */
@Component
public class AccountMatches {

    /** The field in which the help desk says which account is the person's. */
    public static final String LIKELY_ACCOUNT = "likelyAccount";

    private final AccountRegister register;
    private final DepartureLookup departures;
    private final Reactivations reactivations;
    private final Timeline timeline;
    private final Employers employers;

    AccountMatches(
            AccountRegister register,
            DepartureLookup departures,
            Reactivations reactivations,
            Timeline timeline,
            Employers employers) {
        this.employers = employers;
        this.register = register;
        this.departures = departures;
        this.reactivations = reactivations;
        this.timeline = timeline;
    }

    /**
     * The account that the request names, and those in the register with the user's email address, active ones first.
     */
    public List<Account> known(AccessRequest request) {
        return Stream.concat(named(request).stream(), register.ofPerson(request.emailAddress()).stream())
                .collect(Collectors.toMap(Account::number, account -> account, (one, same) -> one, LinkedHashMap::new))
                .values()
                .stream()
                .toList();
    }

    /**
     * The only account that the request can be about; for New Access, the one that the agreement on file was signed
     * for. Empty if there is none or more than one, or if someone who is not its supervisor requests anything but a
     * move.
     */
    public Optional<Account> settled(AccessRequest request) {
        boolean again = request.requestType() == RequestType.NEW_ACCESS;
        if (again && request.account() == null) {
            return onlyOne(reactivations.covered(request));
        }
        if (request.account() != null) {
            return named(request)
                    .filter(account -> account.isActive() != again)
                    .filter(account -> mayAsk(account, request));
        }
        List<Account> inUse =
                inUse(request).filter(account -> mayAsk(account, request)).toList();
        if (inUse.size() > 1 && request.requestType() == RequestType.PERMISSIONS_CHANGE) {
            inUse = inUse.stream()
                    .filter(a -> employers.same(
                            a.facts().employer(), a.facts().locationName(), request.employer(), request.locationName()))
                    .toList();
        }
        return onlyOne(inUse);
    }

    private static Optional<Account> onlyOne(List<Account> accounts) {
        return accounts.size() == 1 ? Optional.of(accounts.get(0)) : Optional.empty();
    }

    /**
     * Whether the requester decides on an account: its supervisor does unless they left before, and whoever registry
     * staff approved if it has none. What somebody typed, such as the employer, is never authority.
     */
    public boolean decides(AccessRequest request, Account account) {
        String supervisor = account.facts().supervisorAddress();
        return supervisor == null
                ? timeline.isApproved(request.number())
                : supervisor.equals(request.supervisorAddress())
                        && !departures.hadSupervisorLeft(account, request.submittedAt());
    }

    /**
     * The active accounts that the request may be about although the requester does not decide on them. The help desk
     * has to look at each.
     */
    public List<Account> ofOthers(AccessRequest request) {
        return meant(request).stream()
                .filter(account -> !decides(request, account))
                .toList();
    }

    /** The active accounts without a supervisor that the request may be about. Registry staff decide on them first. */
    public List<Account> withoutSupervisor(AccessRequest request) {
        return meant(request).stream()
                .filter(account -> account.facts().supervisorAddress() == null)
                .toList();
    }

    /** The active account that the request is certainly about, otherwise all that it may be about. */
    private List<Account> meant(AccessRequest request) {
        return request.requestType() == RequestType.NEW_ACCESS
                ? List.of()
                : settled(request).map(List::of).orElseGet(() -> inUse(request).toList());
    }

    private Stream<Account> inUse(AccessRequest request) {
        return known(request).stream().filter(Account::isActive);
    }

    private Optional<Account> named(AccessRequest request) {
        return Optional.ofNullable(request.account()).flatMap(register::find);
    }

    /** A new supervisor may request a move, which the user signs. Everything else is for the account's supervisor. */
    private boolean mayAsk(Account account, AccessRequest request) {
        return request.requestType() == RequestType.CHANGE_EMPLOYER || decides(request, account);
    }

    /**
     * @param username that the help desk entered, or null
     * @param samePerson number of the account that the help desk says is the person's, or null
     */
    public AccountMatch choose(AccessRequest request, @Nullable String username, @Nullable String samePerson) {
        if (samePerson != null) {
            return register.find(samePerson)
                    .map(account -> forSamePerson(request, account, username))
                    .orElseGet(() -> AccountMatch.refused(LIKELY_ACCOUNT, "request.rule.likelyAccountUnknown"));
        }
        if (request.requestType() == RequestType.NEW_ACCESS) {
            return username != null
                    ? forNewAccess(request, username)
                    : settled(request)
                            .map(account -> AccountMatch.of(Step.REACTIVATE, account))
                            .orElseGet(() -> refused("request.rule.usernameMissing"));
        }
        if (username == null) {
            return settled(request)
                    .map(account -> AccountMatch.of(Step.CHANGE, account))
                    .orElseGet(() -> refused("request.rule.usernameOfAccountMissing"));
        }
        return register.findByUsername(username)
                .map(account -> forChange(request, account))
                .orElseGet(() -> forUnknown(request, username));
    }

    /**
     * New Access also changes an account in use, which keeps its password, instead of giving the person a second one.
     */
    private AccountMatch forSamePerson(AccessRequest request, Account account, @Nullable String username) {
        if (username != null
                && register.findByUsername(username)
                        .filter(named -> named.number().equals(account.number()))
                        .isEmpty()) {
            return AccountMatch.refused(LIKELY_ACCOUNT, "request.rule.likelyAccountContradictsUsername");
        }
        if (account.isActive()) {
            return AccountMatch.of(Step.CHANGE, account);
        }
        return request.requestType() == RequestType.PERMISSIONS_CHANGE
                ? AccountMatch.refused(LIKELY_ACCOUNT, "request.rule.usernameInactivated")
                : AccountMatch.of(Step.REACTIVATE, account);
    }

    private AccountMatch forNewAccess(AccessRequest request, String username) {
        Optional<Account> named = register.findByUsername(username);
        if (named.isEmpty()) {
            return AccountMatch.unknown(Step.OPEN, username);
        }
        Account account = named.get();
        if (!belongsTo(account.facts(), request)) {
            return refused("request.rule.usernameOfSomeoneElse");
        }
        return account.isActive() ? refused("request.rule.usernameInUse") : AccountMatch.of(Step.REACTIVATE, account);
    }

    private AccountMatch forChange(AccessRequest request, Account account) {
        if (!mayBelongTo(account.facts(), request)) {
            return refused("request.rule.usernameOfSomeoneElse");
        }
        if (account.isActive()) {
            return AccountMatch.of(Step.CHANGE, account);
        }
        return request.requestType() == RequestType.CHANGE_EMPLOYER
                ? AccountMatch.of(Step.REACTIVATE, account)
                : refused("request.rule.usernameInactivated");
    }

    private AccountMatch forUnknown(AccessRequest request, String username) {
        if (settled(request).isPresent()) {
            return refused("request.rule.usernameUnknown");
        }
        return AccountMatch.unknown(
                request.requestType() == RequestType.CHANGE_EMPLOYER ? Step.OPEN : Step.ENTER, username);
    }

    private static AccountMatch refused(String problem) {
        return AccountMatch.refused("username", problem);
    }

    /** By the email address. An imported account may have none; then by first and last name. */
    private static boolean belongsTo(AccountFacts facts, AccessRequest request) {
        return facts.emailAddress() == null
                ? PersonName.same(
                        facts.firstName(), facts.lastName(), request.legalFirstName(), request.legalLastName())
                : facts.emailAddress().equals(request.emailAddress());
    }

    /** Addresses change with the employer, and names by marriage. If all of them differ, the user name was mistyped. */
    private static boolean mayBelongTo(AccountFacts facts, AccessRequest request) {
        return belongsTo(facts, request)
                || !PersonName.NONE.equals(facts.firstName())
                        && Folding.NAME.same(facts.firstName(), request.legalFirstName())
                || Folding.NAME.same(facts.lastName(), request.legalLastName());
    }
}

package gov.mt.immtrax.access.request;

import gov.mt.immtrax.access.account.Account;
import gov.mt.immtrax.access.account.AccountFacts;
import gov.mt.immtrax.access.account.AccountRegister;
import gov.mt.immtrax.access.account.AccountSettings;
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

    /** The field in which the help desk says what becomes of access under another employer. */
    public static final String OTHER_EMPLOYER = "otherEmployer";

    private final AccountRegister register;
    private final DepartureLookup departures;
    private final Reactivations reactivations;
    private final Timeline timeline;
    private final Employers employers;
    private final AccountSettings settings;
    private final AccessRequestRepository requests;

    AccountMatches(
            AccountRegister register,
            DepartureLookup departures,
            Reactivations reactivations,
            Timeline timeline,
            Employers employers,
            AccountSettings settings,
            AccessRequestRepository requests) {
        this.requests = requests;
        this.employers = employers;
        this.settings = settings;
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
            inUse = inUse.stream().filter(account -> isAt(account, request)).toList();
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
     * @param otherEmployer what the help desk says about the person's access under another employer, or null
     */
    public AccountMatch choose(
            AccessRequest request,
            @Nullable String username,
            @Nullable String samePerson,
            @Nullable OtherEmployer otherEmployer) {
        if (samePerson != null) {
            return register.find(samePerson)
                    .map(account -> forSamePerson(request, account, username, otherEmployer))
                    .orElseGet(() -> AccountMatch.refused(LIKELY_ACCOUNT, "request.rule.likelyAccountUnknown"));
        }
        if (request.requestType() == RequestType.NEW_ACCESS) {
            return username != null
                    ? forNewAccess(request, username, otherEmployer)
                    : settled(request)
                            .map(account -> forLogin(request, loginOf(account), account, otherEmployer))
                            .orElseGet(() -> refused("request.rule.usernameMissing"));
        }
        if (username == null) {
            return settled(request)
                    .map(account -> AccountMatch.of(Step.CHANGE, account))
                    .orElseGet(() -> refused("request.rule.usernameOfAccountMissing"));
        }
        List<Account> login = register.ofLogin(username);
        return login.isEmpty() ? forUnknown(request, username) : forChange(request, login);
    }

    /**
     * New Access also changes an account in use, which keeps its password, instead of giving the person a second one.
     */
    private AccountMatch forSamePerson(
            AccessRequest request, Account account, @Nullable String username, @Nullable OtherEmployer otherEmployer) {
        if (username != null
                && register.ofLogin(username).stream()
                        .noneMatch(named -> named.number().equals(account.number()))) {
            return AccountMatch.refused(LIKELY_ACCOUNT, "request.rule.likelyAccountContradictsUsername");
        }
        if (request.requestType() == RequestType.NEW_ACCESS) {
            return forLogin(request, loginOf(account), account, otherEmployer);
        }
        if (account.isActive()) {
            return AccountMatch.of(Step.CHANGE, account);
        }
        if (request.requestType() == RequestType.PERMISSIONS_CHANGE) {
            return AccountMatch.refused(LIKELY_ACCOUNT, "request.rule.usernameInactivated");
        }
        return AccountMatch.of(isLoginInUse(account) ? Step.RESUME : Step.REACTIVATE, account);
    }

    private AccountMatch forNewAccess(AccessRequest request, String username, @Nullable OtherEmployer otherEmployer) {
        List<Account> login = register.ofLogin(username);
        if (login.isEmpty()) {
            return AccountMatch.unknown(Step.OPEN, username);
        }
        if (login.stream().noneMatch(account -> belongsTo(account.facts(), request))) {
            return refused("request.rule.usernameOfSomeoneElse");
        }
        boolean inUseHere = login.stream().anyMatch(account -> account.isActive() && isAt(account, request));
        boolean inUse = login.stream().anyMatch(Account::isActive);
        return inUseHere || inUse && !settings.severalEmployers()
                ? refused("request.rule.usernameInUse")
                : forLogin(request, login, null, otherEmployer);
    }

    /**
     * New Access for the person whose login is known. If it is in use under another employer only, the help desk says
     * whether it gets access here as well, or moves. Otherwise an inactivated account is reactivated.
     *
     * @param login all its accounts, active ones first
     * @param named the account that the help desk or the agreement on file means; null if only the login is known
     */
    private AccountMatch forLogin(
            AccessRequest request,
            List<Account> login,
            @Nullable Account named,
            @Nullable OtherEmployer otherEmployer) {
        List<Account> inUse = login.stream().filter(Account::isActive).toList();
        Optional<Account> here = at(request, login);
        if (inUse.isEmpty()) {
            return AccountMatch.of(Step.REACTIVATE, named != null ? named : here.orElse(login.get(0)));
        }
        Optional<Account> inUseHere = at(request, inUse);
        if (inUseHere.isPresent()) {
            return AccountMatch.of(Step.CHANGE, inUseHere.get());
        }
        Optional<Account> leaves = named != null && named.isActive() ? Optional.of(named) : onlyOne(inUse);
        if (!settings.severalEmployers()) {
            return named != null && !named.isActive()
                    ? AccountMatch.of(Step.REACTIVATE, named)
                    : AccountMatch.of(Step.CHANGE, leaves.orElse(inUse.get(0)));
        }
        if (otherEmployer == null) {
            return AccountMatch.refused(OTHER_EMPLOYER, "request.rule.otherEmployerMissing");
        }
        Optional<String> unsent =
                requests.firstWaitingToSend(inUse.stream().map(Account::number).toList());
        if (unsent.isPresent()) {
            return AccountMatch.refused(OTHER_EMPLOYER, "request.rule.loginNotSentYet", unsent.get());
        }
        if (otherEmployer == OtherEmployer.INSTEAD) {
            return leaves.map(account -> AccountMatch.of(Step.CHANGE, account))
                    .orElseGet(() -> AccountMatch.refused(OTHER_EMPLOYER, "request.rule.otherEmployerUncertain"));
        }
        return here.map(ended -> AccountMatch.of(Step.RESUME, ended))
                .orElseGet(() -> AccountMatch.addition(inUse.get(0)));
    }

    private Optional<Account> at(AccessRequest request, List<Account> accounts) {
        return accounts.stream().filter(account -> isAt(account, request)).findFirst();
    }

    /**
     * The numbers and user names of logins in use that New Access may add the employer to; empty if it is another
     * request or imMTrax keeps one employer for each login.
     *
     * @param likely accounts that are likely the person's
     */
    public List<String> elsewhere(AccessRequest request, List<Account> likely) {
        if (!mayAdd(request)) {
            return List.of();
        }
        return Stream.concat(likely.stream(), known(request).stream())
                .filter(account -> account.isActive() ? !isAt(account, request) : isLoginInUse(account))
                .flatMap(account -> Stream.of(account.number(), account.facts().username()))
                .distinct()
                .toList();
    }

    /** Whether a login that is in use under another employer may get the access of a request as well. */
    public boolean mayAdd(AccessRequest request) {
        return request.requestType() == RequestType.NEW_ACCESS && settings.severalEmployers();
    }

    private boolean isLoginInUse(Account account) {
        return loginOf(account).stream().anyMatch(Account::isActive);
    }

    private List<Account> loginOf(Account account) {
        return register.ofLogin(account.facts().username());
    }

    /** Whether the account is under the employer that the request is for. */
    public boolean isAt(Account account, AccessRequest request) {
        AccountFacts facts = account.facts();
        return employers.same(facts.employer(), facts.locationName(), request.employer(), request.locationName());
    }

    /** @param login the accounts of one login, active ones first */
    private AccountMatch forChange(AccessRequest request, List<Account> login) {
        if (login.stream().noneMatch(account -> mayBelongTo(account.facts(), request))) {
            return refused("request.rule.usernameOfSomeoneElse");
        }
        boolean moves = request.requestType() == RequestType.CHANGE_EMPLOYER;
        List<Account> inUse = login.stream().filter(Account::isActive).toList();
        if (inUse.isEmpty()) {
            return moves
                    ? AccountMatch.of(Step.REACTIVATE, at(request, login).orElse(login.get(0)))
                    : refused("request.rule.usernameInactivated");
        }
        if (moves && inUse.size() > 1 && at(request, inUse).isPresent()) {
            return refused("request.rule.usernameIsAtEmployer");
        }
        List<Account> meant = inUse.size() == 1
                ? inUse
                : inUse.stream().filter(it -> isAt(it, request) != moves).toList();
        return onlyOne(meant)
                .map(account -> AccountMatch.of(Step.CHANGE, account))
                .orElseGet(() -> refused("request.rule.usernameOfSeveral"));
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

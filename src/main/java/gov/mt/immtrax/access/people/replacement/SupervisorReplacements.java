package gov.mt.immtrax.access.people.replacement;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import gov.mt.immtrax.access.account.Account;
import gov.mt.immtrax.access.account.AccountFacts;
import gov.mt.immtrax.access.account.AccountRegister;
import gov.mt.immtrax.access.account.Cause;
import gov.mt.immtrax.access.audit.AuditAction;
import gov.mt.immtrax.access.audit.AuditResult;
import gov.mt.immtrax.access.audit.AuditTrail;
import gov.mt.immtrax.access.deletion.AccessDeletionRepository;
import gov.mt.immtrax.access.deputy.DeputyshipService;
import gov.mt.immtrax.access.facility.Employers;
import gov.mt.immtrax.access.identity.CurrentPerson;
import gov.mt.immtrax.access.identity.Person;
import gov.mt.immtrax.access.mail.Audience;
import gov.mt.immtrax.access.mail.MailAddressCorrected;
import gov.mt.immtrax.access.mail.Mails;
import gov.mt.immtrax.access.number.CaseKind;
import gov.mt.immtrax.access.number.CaseNumberGenerator;
import gov.mt.immtrax.access.request.AccessRequest;
import gov.mt.immtrax.access.request.AccessRequestRepository;
import gov.mt.immtrax.access.request.SupervisorHandover;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Replaces a supervisor who left, for all their people or for one. Open requests move too, so that someone can correct
 * them. Everything moves or nothing does, and the new supervisor gets one email.
 */
@Service
@Transactional
public class SupervisorReplacements {

    /** Template of the email to the new supervisor. */
    static final String MAIL = "supervisor-replaced";

    /**
     * What a replacement moves.
     *
     * @param accounts that get the new supervisor
     * @param requests that are open and move too
     * @param staying accounts of the new supervisor, which do not move because no one is their own supervisor
     */
    public record Move(List<Account> accounts, List<AccessRequest> requests, List<Account> staying) {

        @Override
        public String toString() {
            return "Move[" + accounts.size() + " accounts, " + requests.size() + " requests]";
        }
    }

    private final AccountRegister register;
    private final SupervisorHandover handover;
    private final AccessRequestRepository requests;
    private final AccessDeletionRepository deletions;
    private final Mails mails;
    private final AuditTrail audit;
    private final CurrentPerson currentPerson;
    private final CaseNumberGenerator numbers;
    private final ReplacementRepository replacements;
    private final Employers employers;
    private final DeputyshipService deputyships;

    SupervisorReplacements(
            AccountRegister register,
            SupervisorHandover handover,
            AccessRequestRepository requests,
            AccessDeletionRepository deletions,
            Mails mails,
            AuditTrail audit,
            CurrentPerson currentPerson,
            CaseNumberGenerator numbers,
            ReplacementRepository replacements,
            Employers employers,
            DeputyshipService deputyships) {
        this.employers = employers;
        this.deputyships = deputyships;
        this.register = register;
        this.handover = handover;
        this.requests = requests;
        this.deletions = deletions;
        this.mails = mails;
        this.audit = audit;
        this.currentPerson = currentPerson;
        this.numbers = numbers;
        this.replacements = replacements;
    }

    /** What a replacement would move for all people of a supervisor, given by normalized address. */
    @Transactional(readOnly = true)
    public Move forAll(String supervisor, NewSupervisor by) {
        return move(register.ofSupervisor(supervisor), handover.openOf(supervisor), by);
    }

    /** What a replacement would move for one account. */
    @Transactional(readOnly = true)
    public Move forOne(String number, NewSupervisor by) {
        Account account = register.get(number);
        String user = account.facts().emailAddress();
        String supervisor = account.facts().supervisorAddress();
        List<AccessRequest> requests = supervisor == null
                ? List.of()
                : handover.openOf(supervisor).stream()
                        .filter(request -> request.emailAddress().equals(user))
                        .filter(request -> isAbout(request, account))
                        .toList();
        return move(List.of(account), requests, by);
    }

    /** Whether an open request for a person is about this account, and not about one under another employer. */
    private boolean isAbout(AccessRequest request, Account account) {
        AccountFacts facts = account.facts();
        return request.account() != null
                ? request.account().equals(account.number())
                : register.ofPerson(request.emailAddress()).size() < 2
                        || employers.same(
                                request.employer(), request.locationName(), facts.employer(), facts.locationName());
    }

    /** Locks an account and its open cases, in the order for all rows, before any of them is changed. */
    public void lock(String number) {
        Account account = register.get(number);
        String user = account.facts().emailAddress();
        if (user != null) {
            requests.holdOpenFor(user);
        }
        deletions.holdOpenOf(List.of(number));
        register.lock(number);
    }

    /** @return what was moved; if that is nothing, nothing is recorded */
    public Move replaceAll(String supervisor, NewSupervisor by, String reason) {
        Move move = forAll(supervisor, by);
        replace(supervisor, by, reason, move);
        return move;
    }

    /**
     * Like the other method, for some of the accounts and open requests.
     *
     * @param ofAccounts whether an account is one of them
     * @param ofRequests whether a request is one of them
     */
    public Move replaceAll(
            String supervisor,
            Predicate<Account> ofAccounts,
            Predicate<AccessRequest> ofRequests,
            NewSupervisor by,
            String reason) {
        Move move = move(
                register.ofSupervisor(supervisor).stream().filter(ofAccounts).toList(),
                handover.openOf(supervisor).stream().filter(ofRequests).toList(),
                by);
        replace(supervisor, by, reason, move);
        return move;
    }

    /** @return what was moved */
    public Move replaceFor(String number, NewSupervisor by, String reason) {
        Move move = forOne(number, by);
        replace(register.get(number).facts().supervisorAddress(), by, reason, move);
        return move;
    }

    /** The new supervisor's address was refused and is now corrected for everything that they took over. */
    @EventListener
    void on(MailAddressCorrected corrected) {
        if (corrected.caseNumber().kind() != CaseKind.SUPERVISOR_REPLACEMENT) {
            return;
        }
        String number = corrected.caseNumber().text();
        Map<String, Object> row = replacements.get(number);
        if (!corrected.isAbout((String) row.get("new_address"))) {
            return;
        }
        var by = new NewSupervisor(required(row, "new_name"), corrected.newAddress());
        carryOut(
                forAll(required(row, "new_address"), by),
                by,
                Cause.of(number),
                request -> handover.correctAddress(request, by.name(), corrected));
        replacements.correctAddress(number, by.address());
    }

    private static String required(Map<String, Object> row, String column) {
        return (String) Objects.requireNonNull(row.get(column), column);
    }

    private static Move move(List<Account> accounts, List<AccessRequest> requests, NewSupervisor by) {
        return new Move(
                accounts.stream().filter(account -> !isOwn(account, by)).toList(),
                requests.stream()
                        .filter(request -> !request.emailAddress().equals(by.address()))
                        .toList(),
                accounts.stream().filter(account -> isOwn(account, by)).toList());
    }

    private static boolean isOwn(Account account, NewSupervisor by) {
        return by.address().equals(account.facts().emailAddress());
    }

    private void replace(@Nullable String supervisor, NewSupervisor by, String reason, Move move) {
        if (move.accounts().isEmpty() && move.requests().isEmpty()) {
            return;
        }
        String number = numbers.next(CaseKind.SUPERVISOR_REPLACEMENT);
        carryOut(move, by, new Cause(number, reason), request -> handover.handOver(request, by.name(), by.address()));
        replacements.insert(
                number,
                supervisor,
                by,
                reason,
                move,
                currentPerson.find().map(Person::address).orElseThrow());
        audit.record(
                AuditAction.SUPERVISOR_REPLACED,
                number,
                AuditResult.DONE,
                move.accounts().size() + " accounts, " + move.requests().size() + " requests");
        mails.post(MAIL, Audience.SUPERVISOR, CaseKind.SUPERVISOR_REPLACEMENT.of(number));
        if (supervisor != null) {
            deputyships.endAfterReplacement(supervisor);
        }
    }

    /** Requests, deletions, then accounts, each by number: the order in which all code locks rows. */
    private void carryOut(Move move, NewSupervisor by, Cause cause, Consumer<String> ofRequest) {
        move.requests().stream().map(AccessRequest::number).sorted().forEach(ofRequest);
        List<String> accounts = move.accounts().stream().map(Account::number).toList();
        deletions.holdOpenOf(accounts);
        move.accounts().stream()
                .collect(groupingBy(
                        account -> Optional.ofNullable(account.facts().supervisorAddress()),
                        mapping(Account::number, toList())))
                .forEach(
                        (before, numbers) -> deletions.handOver(numbers, before.orElse(null), by.name(), by.address()));
        register.lockAll(accounts);
        move.accounts().stream()
                .sorted(comparing(Account::number))
                .forEach(account -> register.change(
                        account.number(),
                        facts -> Objects.equals(
                                        facts.supervisorAddress(),
                                        account.facts().supervisorAddress())
                                ? facts.withSupervisor(by.name(), by.address())
                                : facts, // has another supervisor by now
                        cause));
    }
}

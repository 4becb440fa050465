package gov.mt.immtrax.access.people.handover;

import static gov.mt.immtrax.access.number.CaseKind.HANDOVER;

import gov.mt.immtrax.access.account.Account;
import gov.mt.immtrax.access.account.AccountChangeType;
import gov.mt.immtrax.access.account.AccountHistory;
import gov.mt.immtrax.access.account.AccountRegister;
import gov.mt.immtrax.access.account.Cause;
import gov.mt.immtrax.access.audit.AuditAction;
import gov.mt.immtrax.access.audit.AuditResult;
import gov.mt.immtrax.access.audit.AuditTrail;
import gov.mt.immtrax.access.calendar.BusinessCalendar;
import gov.mt.immtrax.access.facility.Employers;
import gov.mt.immtrax.access.form.FormError;
import gov.mt.immtrax.access.identity.CurrentPerson;
import gov.mt.immtrax.access.identity.Person;
import gov.mt.immtrax.access.mail.Audience;
import gov.mt.immtrax.access.mail.MailAddressCorrected;
import gov.mt.immtrax.access.mail.Mails;
import gov.mt.immtrax.access.number.CaseNumberGenerator;
import gov.mt.immtrax.access.people.departure.SupervisorDepartures;
import gov.mt.immtrax.access.people.replacement.NewSupervisor;
import gov.mt.immtrax.access.people.replacement.SupervisorReplacements;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Asks a second official to take over a person, and replaces the supervisor when they accept. */
@Service
@Transactional
public class HandoverService {

    /** Business days that somebody has to answer. */
    static final int BUSINESS_DAYS = 10;

    static final String QUESTION = "handover-asked";
    private static final String ANSWER = "handover-answered";

    private final HandoverRepository handovers;
    private final AccountRegister register;
    private final AccountHistory history;
    private final SupervisorReplacements replacements;
    private final SupervisorDepartures departures;
    private final Employers employers;
    private final CaseNumberGenerator numbers;
    private final Mails mails;
    private final AuditTrail audit;
    private final CurrentPerson currentPerson;
    private final BusinessCalendar calendar;
    private final Clock clock;

    HandoverService(
            HandoverRepository handovers,
            AccountRegister register,
            AccountHistory history,
            SupervisorReplacements replacements,
            SupervisorDepartures departures,
            Employers employers,
            CaseNumberGenerator numbers,
            Mails mails,
            AuditTrail audit,
            CurrentPerson currentPerson,
            BusinessCalendar calendar,
            Clock clock) {
        this.handovers = handovers;
        this.register = register;
        this.history = history;
        this.replacements = replacements;
        this.departures = departures;
        this.employers = employers;
        this.numbers = numbers;
        this.mails = mails;
        this.audit = audit;
        this.currentPerson = currentPerson;
        this.calendar = calendar;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    public Optional<Handover> find(String number) {
        return HANDOVER.matches(number) ? handovers.find(number) : Optional.empty();
    }

    /** The open question about an account. */
    @Transactional(readOnly = true)
    public Optional<Handover> openOf(Account account) {
        return handovers.ofAccount(account.number()).filter(it -> isOpen(it, account));
    }

    /** The questions that somebody has to answer. */
    @Transactional(readOnly = true)
    public List<Handover> askedOf(Person official) {
        return handovers.askedOf(official.address()).stream()
                .filter(it -> isOpen(it, register.get(it.account())))
                .toList();
    }

    /** Whether a question can still be answered: in time, and about somebody whom the asking official answers for. */
    @Transactional(readOnly = true)
    public boolean isOpen(Handover handover) {
        return isOpen(handover, register.get(handover.account()));
    }

    private boolean isOpen(Handover handover, Account account) {
        return handover.isOpen(clock.instant())
                && account.isActive()
                && handover.oldAddress().equals(account.facts().supervisorAddress());
    }

    /**
     * What speaks against somebody who is to take over a person; empty if nothing does.
     *
     * @param address normalized
     */
    @Transactional(readOnly = true)
    public Optional<FormError> mistake(Account account, String address) {
        String wrong = null;
        if (address.equals(account.facts().supervisorAddress())) {
            wrong = "people.rule.sameSupervisor";
        } else if (address.equals(account.facts().emailAddress())) {
            wrong = "people.rule.ownSupervisor";
        } else if (nameAtClinic(account, address).isEmpty() || departures.hasLeftAny(address, List.of(account))) {
            wrong = "people.handover.unknown";
        }
        return Optional.ofNullable(wrong).map(key -> FormError.of("address", key));
    }

    /** The name of somebody who answers for an account at the employer of this one. */
    private Optional<String> nameAtClinic(Account account, String address) {
        return register.ofSupervisor(address).stream()
                .filter(Account::isActive)
                .filter(other -> !address.equals(other.facts().emailAddress()))
                .filter(other -> employers.same(
                        other.facts().employer(),
                        other.facts().locationName(),
                        account.facts().employer(),
                        account.facts().locationName()))
                .map(other -> other.facts().supervisorName())
                .filter(Objects::nonNull)
                .findFirst();
    }

    /**
     * Asks. The caller has checked {@link #mistake}.
     *
     * @throws org.springframework.dao.DuplicateKeyException if another official is asked already
     */
    public void ask(Account account, String address, String reason) {
        handovers
                .ofAccount(account.number())
                .filter(it -> !isOpen(it, account))
                .ifPresent(it -> handovers.end(it.number(), HandoverEnding.LAPSED));
        String number = numbers.next(HANDOVER);
        handovers.insert(
                new Handover(
                        number,
                        account.number(),
                        Objects.requireNonNull(account.facts().supervisorName()),
                        Objects.requireNonNull(account.facts().supervisorAddress()),
                        nameAtClinic(account, address).orElseThrow(),
                        address,
                        reason,
                        calendar.dueAfter(clock.instant(), BUSINESS_DAYS),
                        null),
                currentPerson.require().address());
        history.note(account.number(), AccountChangeType.HANDOVER_ASKED, new Cause(number, reason));
        audit.record(AuditAction.HANDOVER_ASKED, number, AuditResult.DONE, account.number());
        mails.postBounded(QUESTION, Audience.SUPERVISOR, HANDOVER.of(number));
    }

    /** @return false if it has ended already */
    public boolean takeBack(Handover handover) {
        return end(handover, HandoverEnding.TAKEN_BACK, AccountChangeType.HANDOVER_TAKEN_BACK);
    }

    /** @return false if it has ended already */
    public boolean decline(Handover handover) {
        boolean declined = end(handover, HandoverEnding.DECLINED, AccountChangeType.HANDOVER_DECLINED);
        if (declined) {
            mails.post(ANSWER, Audience.FORMER_SUPERVISOR, HANDOVER.of(handover.number()));
        }
        return declined;
    }

    /**
     * Replaces the supervisor as registry staff would; open requests follow. Whoever could not be asked today cannot
     * accept either, and the question lapses.
     *
     * @return false if it is too late
     */
    public boolean accept(Handover asked) {
        replacements.lock(asked.account());
        Handover handover = handovers.find(asked.number()).orElseThrow();
        Account account = register.get(handover.account());
        if (!isOpen(handover, account)) {
            return false;
        }
        boolean may = mistake(account, handover.newAddress()).isEmpty();
        HandoverEnding ending = may ? HandoverEnding.ACCEPTED : HandoverEnding.LAPSED;
        if (!handovers.end(handover.number(), ending)) {
            return false;
        }
        audit.record(AuditAction.HANDOVER_ANSWERED, handover.number(), AuditResult.DONE, ending.name());
        mails.withdrawUnsent(HANDOVER.of(handover.number()));
        if (may) {
            replacements.replaceFor(
                    handover.account(),
                    new NewSupervisor(handover.newName(), handover.newAddress()),
                    handover.number() + ": " + handover.reason());
            mails.post(ANSWER, Audience.FORMER_SUPERVISOR, HANDOVER.of(handover.number()));
        }
        return may;
    }

    /** An official has another address of their own, and their people have it already: open questions follow. */
    public void followSupervisor(String before, String now) {
        handovers.followSupervisor(before, now);
    }

    @EventListener
    void on(MailAddressCorrected corrected) {
        if (corrected.caseNumber().kind() == HANDOVER) {
            handovers.correctAddresses(corrected.caseNumber().text(), corrected.oldAddress(), corrected.newAddress());
        }
    }

    private boolean end(Handover handover, HandoverEnding ending, AccountChangeType type) {
        boolean ended = isOpen(handover) && handovers.end(handover.number(), ending);
        if (ended) {
            history.note(handover.account(), type, Cause.of(handover.number()));
            audit.record(AuditAction.HANDOVER_ANSWERED, handover.number(), AuditResult.DONE, ending.name());
            mails.withdrawUnsent(HANDOVER.of(handover.number()));
        }
        return ended;
    }
}

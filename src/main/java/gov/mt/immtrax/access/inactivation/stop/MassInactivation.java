package gov.mt.immtrax.access.inactivation.stop;

import static gov.mt.immtrax.access.number.CaseKind.INACTIVATION_STOP;

import gov.mt.immtrax.access.account.Account;
import gov.mt.immtrax.access.audit.AuditAction;
import gov.mt.immtrax.access.audit.AuditResult;
import gov.mt.immtrax.access.audit.AuditTrail;
import gov.mt.immtrax.access.calendar.BusinessCalendar;
import gov.mt.immtrax.access.identity.CurrentPerson;
import gov.mt.immtrax.access.identity.Person;
import gov.mt.immtrax.access.inactivation.lifecycle.DueAccounts;
import gov.mt.immtrax.access.inactivation.lifecycle.InactivitySettings;
import gov.mt.immtrax.access.mail.Audience;
import gov.mt.immtrax.access.mail.Mails;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Prevents a wrong registry export from locking out users throughout the state. If more than a given percentage of the
 * accounts is due for inactivity, none of them gets its last warning or is inactivated until registry staff have
 * reviewed the list.
 */
@Service
public class MassInactivation {

    private static final String OVERDUE_MAIL = "review-overdue-lead";

    /**
     * Minimum time between two counts on a node. Counting for each of the 100,000 reviews in a night would cost more
     * than the reviews.
     */
    private static final Duration COUNTED_FOR = Duration.ofMinutes(1);

    private static final int PERCENT = 100;

    private final DueAccounts due;
    private final InactivationStopRepository stops;
    private final InactivitySettings settings;
    private final BusinessCalendar calendar;
    private final CurrentPerson currentPerson;
    private final Mails mails;
    private final AuditTrail audit;
    private final Clock clock;
    private final AtomicReference<Count> lastCount = new AtomicReference<>();

    MassInactivation(
            DueAccounts due,
            InactivationStopRepository stops,
            InactivitySettings settings,
            BusinessCalendar calendar,
            CurrentPerson currentPerson,
            Mails mails,
            AuditTrail audit,
            Clock clock) {
        this.due = due;
        this.stops = stops;
        this.settings = settings;
        this.calendar = calendar;
        this.currentPerson = currentPerson;
        this.mails = mails;
        this.audit = audit;
        this.clock = clock;
    }

    private record Count(Instant at, LocalDate day, long due, long active) {}

    /** Whether inactivations for inactivity are stopped today, except for accounts that registry staff released. */
    @Transactional(readOnly = true)
    public boolean isStopped() {
        return stops.last().filter(stop -> stop.holds(today())).isPresent() || isTooMany(count());
    }

    /** The next day on which accounts that are held should be reviewed. */
    @Transactional(readOnly = true)
    public LocalDate reviewsAgainOn() {
        LocalDate tomorrow = today().plusDays(1);
        return stops.last()
                .map(InactivationStop::heldUntil)
                .map(until -> until.plusDays(1))
                .filter(day -> day.isAfter(tomorrow))
                .orElse(tomorrow);
    }

    /**
     * Opens a stop for a decision of registry staff: at most once a day, and not while a stop is open or on hold.
     *
     * @return the number of the stop; empty if no new decision is needed
     */
    @Transactional
    public Optional<String> ask() {
        Optional<InactivationStop> last = stops.last();
        if (last.filter(stop -> stop.holds(today()) || stop.stoppedOn().equals(today()))
                .isPresent()) {
            return Optional.empty();
        }
        Count count = count();
        return Optional.of(stops.open(today(), count.due(), count.active()));
    }

    /** Step "Escalate review": notifies the help desk lead that the decision is overdue. */
    @Transactional
    public void escalate(String number) {
        stops.escalate(number, clock.instant());
        mails.postInstead(OVERDUE_MAIL, Audience.HELP_DESK_LEAD, INACTIVATION_STOP.of(number));
    }

    /** When a review was last escalated; UTC. */
    @Transactional(readOnly = true)
    public Instant escalatedAt(String number) {
        return stops.escalatedAt(number);
    }

    /** The stop that is waiting for a decision. */
    @Transactional(readOnly = true)
    public Optional<InactivationStop> open() {
        return stops.last().filter(InactivationStop::isOpen);
    }

    /**
     * The accounts that are due today and not released, by employer and name. Call within a transaction; the caller
     * must close the stream.
     */
    public Stream<Account> due() {
        return due.list(today());
    }

    /** Number of accounts that are due today and not released. */
    @Transactional(readOnly = true)
    public long countDue() {
        return due.count(today());
    }

    /** Number of active accounts. */
    @Transactional(readOnly = true)
    public long countActive() {
        return due.active();
    }

    /** One page of the same list. */
    @Transactional(readOnly = true)
    public List<Account> due(int most, long offset) {
        return due.page(today(), most, offset);
    }

    /** Identifies the current list, so that a release refers to the list that registry staff have seen. */
    @Transactional(readOnly = true)
    public String listCode() {
        return due.code(today());
    }

    /** The last stops, newest first. */
    @Transactional(readOnly = true)
    public List<InactivationStop> history(int most) {
        return stops.newest(most);
    }

    /**
     * Decides on all accounts that are due now: releases them, or holds them for some time.
     *
     * @param heldUntil the last day of the hold; null for a release
     * @return false if the decision was already made
     */
    @Transactional
    boolean decide(String number, StopDecision decision, @Nullable LocalDate heldUntil, String reason) {
        String by = currentPerson.find().map(Person::address).orElse(null);
        if (!stops.decide(number, decision, heldUntil, reason, clock.instant(), by)) {
            return false;
        }
        mails.withdrawSuperseded(INACTIVATION_STOP.of(number), OVERDUE_MAIL);
        long released = decision == StopDecision.RELEASED ? due.release(today(), clock.instant()) : 0;
        forgetCount();
        audit.record(
                AuditAction.MASS_INACTIVATION_DECIDED,
                number,
                AuditResult.DONE,
                decision == StopDecision.RELEASED
                        ? released + " accounts may be inactivated"
                        : "held until " + heldUntil);
        return true;
    }

    public void forgetCount() {
        lastCount.set(null);
    }

    private boolean isTooMany(Count count) {
        return count.due() > settings.stopAtLeast()
                && count.due() * PERCENT > count.active() * settings.stopPercentage();
    }

    private Count count() {
        Count last = lastCount.get();
        Instant now = clock.instant();
        if (last == null
                || !last.day().equals(today())
                || Duration.between(last.at(), now).abs().compareTo(COUNTED_FOR) >= 0) {
            long ended = due.endedToday(today());
            last = new Count(now, today(), due.count(today()) + ended, due.active() + ended);
            lastCount.set(last);
        }
        return last;
    }

    private LocalDate today() {
        return calendar.dateOf(clock.instant());
    }
}

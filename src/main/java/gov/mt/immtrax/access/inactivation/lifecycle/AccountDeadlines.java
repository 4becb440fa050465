package gov.mt.immtrax.access.inactivation.lifecycle;

import gov.mt.immtrax.access.account.InactivationReason;
import gov.mt.immtrax.access.calendar.BusinessCalendar;
import gov.mt.immtrax.access.inactivation.ConfirmationMode;
import gov.mt.immtrax.access.inactivation.stop.MassInactivation;
import gov.mt.immtrax.access.number.CaseKind;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.Date;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * What {@code account-lifecycle.bpmn} waits for and hands on: worked out from the register whenever it is asked for,
 * and never from a timer. An account is looked at in the first hours of a day in Montana, each at a moment of its own.
 */
@Component("accountDeadlines")
public class AccountDeadlines {

    /** Spreads numbers that follow each other (Knuth's multiplicative hash). */
    private static final long SPREADING = 2_654_435_761L;

    private static final long WORD = 1L << 32;

    private final LifecycleStateRepository lives;
    private final InactivityPolicy policy;
    private final InactivitySettings settings;
    private final MassInactivation massInactivation;
    private final BusinessCalendar calendar;
    private final Clock clock;

    AccountDeadlines(
            LifecycleStateRepository lives,
            InactivityPolicy policy,
            InactivitySettings settings,
            MassInactivation massInactivation,
            BusinessCalendar calendar,
            Clock clock) {
        this.lives = lives;
        this.policy = policy;
        this.settings = settings;
        this.massInactivation = massInactivation;
        this.calendar = calendar;
        this.clock = clock;
    }

    /**
     * When an account is looked at next: in the night in which something is due, or in the next one if that is over or
     * not to be done yet.
     */
    public Date nextReview(String accountNumber) {
        LifecycleState life = lives.get(accountNumber);
        NextReview next = next(life);
        LocalDate day = next.isDue(today()) ? today() : next.day();
        if (next.isDue(today()) && isHeld(life, next)) {
            day = earlier(massInactivation.reviewsAgainOn(), ending(life).day());
        }
        Instant moment = momentOf(accountNumber, day);
        return Date.from(moment.isAfter(clock.instant()) ? moment : momentOf(accountNumber, today().plusDays(1)));
    }

    /** Why an account that is due is inactivated, as a name of {@link InactivationReason}. */
    public String inactivationReason(String accountNumber) {
        return next(lives.get(accountNumber)).reason().name();
    }

    /** Who inactivates it, as a name of {@link ConfirmationMode}; a person, where nobody could be warned. */
    public String confirmationMode(String accountNumber) {
        LifecycleState life = lives.get(accountNumber);
        boolean unheard = next(life).reason() == InactivationReason.INACTIVITY && !life.warnedSomebody();
        return (unheard ? ConfirmationMode.STAFF : settings.confirm()).name();
    }

    /** How many business days registry staff have. */
    public int inactivationDays() {
        return settings.businessDays();
    }

    /** What is to be done next, whether or not it is due. An end date does not wait for what is held. */
    NextReview next(LifecycleState life) {
        NextReview ending = ending(life);
        NextReview inactivity = life.inactivity(limit(life), settings, calendar.zone(), today());
        NextReview next = NextReview.earlier(ending, inactivity);
        return ending.isDue(today()) && next.isDue(today()) && isHeld(life, next) ? ending : next;
    }

    private NextReview ending(LifecycleState life) {
        return life.ending(settings, calendar.zone(), today());
    }

    private Period limit(LifecycleState life) {
        return policy.limit(life.account().facts().accessLevel(), life.isUsed());
    }

    private static LocalDate earlier(LocalDate one, LocalDate other) {
        return one.isBefore(other) ? one : other;
    }

    /**
     * Whether an account is due still, for the reason for which somebody was asked to inactivate it.
     *
     * @return message key of why it is not; empty if it is
     */
    public Optional<String> objection(String accountNumber, InactivationReason reason) {
        LifecycleState life = lives.get(accountNumber);
        if (!life.account().isActive()) {
            return Optional.empty(); // it has ended; nobody does harm by saying so
        }
        return Optional.ofNullable(
                switch (reason) {
                    case INACTIVITY ->
                        life.isExempt(today())
                                ? "inactivation.rule.exemptSince"
                                : life.isOverdue(limit(life), settings, calendar.zone(), today())
                                        ? null
                                        : "inactivation.rule.usedSince";
                    case END_DATE -> life.isPastEnd(today()) ? null : "inactivation.rule.endsLater";
                    case ACCESS_DELETION, REGISTRY -> null;
                });
    }

    /** The due date that warnings are posted for, and that they are remembered by. */
    LocalDate inactivityDueOn(LifecycleState life) {
        return life.inactivityDueOn(limit(life), calendar.zone());
    }

    /** The last day on which an access keeps an account. */
    LocalDate lastDay(LifecycleState life) {
        return life.lastDay(limit(life), settings, calendar.zone());
    }

    /** Whether a look that is due is not followed by a step, because too many others are due as well. */
    boolean isHeld(LifecycleState life, NextReview due) {
        return due.mayBeHeld() && !life.isReleased() && massInactivation.isStopped();
    }

    LocalDate today() {
        return calendar.dateOf(clock.instant());
    }

    /** Counted in elapsed time from midnight, so that it exists on the days on which the clocks change, too. */
    private Instant momentOf(String accountNumber, LocalDate day) {
        if (day.isAfter(today().plusYears(100))) {
            return momentOf(accountNumber, today().plusYears(100)); // what never comes, as a date that a timer can hold
        }
        long number = CaseKind.ACCOUNT.of(accountNumber).value();
        long share = number * SPREADING % WORD;
        long seconds = share * settings.spread().toSeconds() / WORD;
        return day.atStartOfDay(calendar.zone()).toInstant().plusSeconds(seconds);
    }
}

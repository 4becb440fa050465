package gov.mt.immtrax.access.inactivation.lifecycle;

import gov.mt.immtrax.access.account.ExtensionLookup;
import gov.mt.immtrax.access.account.InactivationReason;
import gov.mt.immtrax.access.calendar.BusinessCalendar;
import gov.mt.immtrax.access.inactivation.ConfirmationMode;
import gov.mt.immtrax.access.inactivation.stop.MassInactivation;
import gov.mt.immtrax.access.number.CaseKind;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Date;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Computes the dates for {@code account-lifecycle.bpmn} from the register each time, never from a timer. Accounts are
 * reviewed in the first hours of a day in Montana, each at a different moment.
 */
@Component("accountDeadlines")
public class AccountDeadlines {

    /** Spreads consecutive numbers evenly (Knuth's multiplicative hash). */
    private static final long SPREADING = 2_654_435_761L;

    private static final long WORD = 1L << 32;

    private final LifecycleStateRepository lives;
    private final InactivityPolicy policy;
    private final InactivitySettings settings;
    private final MassInactivation massInactivation;
    private final ExtensionLookup extensions;
    private final BusinessCalendar calendar;
    private final Clock clock;

    AccountDeadlines(
            LifecycleStateRepository lives,
            InactivityPolicy policy,
            InactivitySettings settings,
            MassInactivation massInactivation,
            ExtensionLookup extensions,
            BusinessCalendar calendar,
            Clock clock) {
        this.lives = lives;
        this.policy = policy;
        this.settings = settings;
        this.massInactivation = massInactivation;
        this.extensions = extensions;
        this.calendar = calendar;
        this.clock = clock;
    }

    /**
     * When an account is reviewed next: in the night in which something is due, or in the next night if that time has
     * passed or the step is held.
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

    /** Why a due account is inactivated, as a name of {@link InactivationReason}. */
    public String inactivationReason(String accountNumber) {
        return Objects.requireNonNull(next(lives.get(accountNumber)).reason()).name();
    }

    /**
     * Who confirms the inactivation, as a name of {@link ConfirmationMode}. It is always a person if no one could be
     * warned.
     */
    public String confirmationMode(String accountNumber) {
        LifecycleState life = lives.get(accountNumber);
        boolean unheard =
                next(life).reason() == InactivationReason.INACTIVITY && !life.isHeard(policy, calendar.zone());
        return (unheard ? ConfirmationMode.STAFF : settings.confirm()).name();
    }

    /** Number of business days that registry staff have. */
    public int inactivationDays() {
        return settings.businessDays();
    }

    /** The next step, due or not. An end date still applies while inactivations for inactivity are stopped. */
    NextReview next(LifecycleState life) {
        NextReview ending = ending(life);
        NextReview inactivity = life.inactivity(policy, settings, calendar.zone(), today());
        NextReview next = NextReview.earlier(ending, inactivity);
        return ending.isDue(today()) && next.isDue(today()) && isHeld(life, next) ? ending : next;
    }

    /** An end that has come waits while an extension is open that is not overdue: it is reviewed again each night. */
    private NextReview ending(LifecycleState life) {
        NextReview ending = life.ending(settings, calendar.zone(), today());
        boolean due = ending.outcome() == ReviewOutcome.INACTIVATE && ending.isDue(today());
        return due && isExtensionAwaited(life)
                ? new NextReview(today().plusDays(1), ending.outcome(), ending.reason())
                : ending;
    }

    private boolean isExtensionAwaited(LifecycleState life) {
        return extensions
                .openFor(life.account())
                .map(ExtensionLookup.Extension::dueAt)
                .filter(due -> !calendar.dateOf(due).isBefore(today()))
                .isPresent();
    }

    private static LocalDate earlier(LocalDate one, LocalDate other) {
        return one.isBefore(other) ? one : other;
    }

    /**
     * Whether an account is still due for the reason for which a person was asked to inactivate it.
     *
     * @return message key of the reason why it is not; empty if it is
     */
    public Optional<String> objection(String accountNumber, InactivationReason reason) {
        LifecycleState life = lives.get(accountNumber);
        if (!life.account().isActive()) {
            return Optional.empty(); // already inactivated, so confirming it does no harm
        }
        return Optional.ofNullable(
                switch (reason) {
                    case INACTIVITY ->
                        life.isExempt(today())
                                ? "inactivation.rule.exemptSince"
                                : life.isOverdue(policy, settings, calendar.zone(), today())
                                        ? null
                                        : "inactivation.rule.usedSince";
                    case END_DATE -> life.isPastEnd(today()) ? null : "inactivation.rule.endsLater";
                    case ACCESS_DELETION, REQUEST_WITHDRAWN, REGISTRY -> null;
                });
    }

    /** The due date for which warnings are posted and recorded. */
    LocalDate inactivityDueOn(LifecycleState life) {
        return life.inactivityDueOn(policy, calendar.zone());
    }

    /** The last day on which using the account keeps it active. */
    LocalDate lastDay(LifecycleState life) {
        return life.lastDay(policy, settings, calendar.zone());
    }

    /** Whether a due step must wait because too many accounts are due. */
    boolean isHeld(LifecycleState life, NextReview due) {
        return due.mayBeHeld() && !life.isReleased() && massInactivation.isStopped();
    }

    LocalDate today() {
        return calendar.dateOf(clock.instant());
    }

    /** Counted as elapsed time from midnight, so that the moment also exists on days when the clocks change. */
    private Instant momentOf(String accountNumber, LocalDate day) {
        if (day.isAfter(today().plusYears(100))) {
            return momentOf(accountNumber, today().plusYears(100)); // never due, but a timer needs a date
        }
        long number = CaseKind.ACCOUNT.of(accountNumber).value();
        long share = number * SPREADING % WORD;
        long seconds = share * settings.spread().toSeconds() / WORD;
        return day.atStartOfDay(calendar.zone()).toInstant().plusSeconds(seconds);
    }
}

package gov.mt.immtrax.access.inactivation.lifecycle;

import gov.mt.immtrax.access.account.Account;
import gov.mt.immtrax.access.account.InactivationReason;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * An account with all that is remembered of its life, and what follows from it. Days are days in Montana; what was
 * posted for a due date counts for that one alone, so that an access in between undoes it by itself.
 *
 * @param startedAt when its life began to be watched; null while it is not
 * @param lastWarningOn when it was last warned of {@code lastWarningFor}
 * @param warnedSomebody whether that warning had anybody to go to
 * @param endKeptFor the end date past which somebody decided to keep it
 * @param keptAt when somebody decided that it stays though it was not used
 * @param releasedAt when registry staff said that it is no mistake that it is due
 * @param exemptUntil the last day on which inactivity does not end it
 */
record LifecycleState(
        Account account,
        Instant startedAt,
        LocalDate firstWarningFor,
        LocalDate lastWarningFor,
        LocalDate lastWarningOn,
        boolean warnedSomebody,
        LocalDate endAnnouncedFor,
        LocalDate endKeptFor,
        Instant keptAt,
        Instant releasedAt,
        LocalDate exemptUntil) {

    /** An export may know the day of an access only, and so say that it was before the account was set up that day. */
    private static final Duration ROUNDED = Duration.ofDays(1);

    /** Whether it was accessed since it was set up, or set up again. */
    boolean isUsed() {
        return account.lastAccessAt() != null
                && (account.provisionedAt() == null
                        || !account.lastAccessAt()
                                .isBefore(account.provisionedAt().minus(ROUNDED)));
    }

    /** From when on nobody used it: the last access, set-up or decision to keep it; else since it is watched. */
    Instant unusedSince() {
        return Stream.of(account.lastAccessAt(), account.provisionedAt(), keptAt)
                .filter(Objects::nonNull)
                .max(Instant::compareTo)
                .orElseGet(() -> Objects.requireNonNull(startedAt, "No date to count from"));
    }

    /** Whether registry staff let it go on though many were due. */
    boolean isReleased() {
        return releasedAt != null && !releasedAt.isBefore(unusedSince());
    }

    /**
     * The last day on which an access, or nothing, keeps it: six months after 31 August is the last of February. Until
     * an exemption ends at least.
     */
    LocalDate inactivityDueOn(Period limit, ZoneId zone) {
        LocalDate day = unusedSince().atZone(zone).toLocalDate().plus(limit);
        return exemptUntil != null && exemptUntil.isAfter(day) ? exemptUntil : day;
    }

    /** The last day on which an access keeps it, with the time that the last warning gives, if that came late. */
    LocalDate lastDay(Period limit, InactivitySettings settings, ZoneId zone) {
        LocalDate due = inactivityDueOn(limit, zone);
        return due.equals(lastWarningFor) ? later(due, lastWarningOn.plus(settings.lastWarning())) : due;
    }

    /** What its end date leads to next; may lie in the past, if nobody looked on the day. */
    NextReview ending(InactivitySettings settings, ZoneId zone, LocalDate today) {
        LocalDate end = endDate();
        if (end == null) {
            return NextReview.NEVER;
        }
        LocalDate announcement = end.minus(settings.lastWarning());
        boolean known = end.equals(endAnnouncedFor) || end.isBefore(today) || wasSetUpAfter(announcement, zone);
        return known
                ? new NextReview(end.plusDays(1), ReviewOutcome.INACTIVATE, InactivationReason.END_DATE)
                : new NextReview(announcement, ReviewOutcome.END_NEAR, null);
    }

    /** What inactivity leads to next; may lie in the past, too. */
    NextReview inactivity(Period limit, InactivitySettings settings, ZoneId zone, LocalDate today) {
        LocalDate due = inactivityDueOn(limit, zone);
        LocalDate lastDay = lastDay(limit, settings, zone);
        if (endsBy(lastDay)) {
            return NextReview.NEVER; // nobody is asked to save what ends anyway
        }
        if (due.equals(lastWarningFor)) {
            return new NextReview(
                    lastDay.plus(settings.exportDelay()), ReviewOutcome.INACTIVATE, InactivationReason.INACTIVITY);
        }
        LocalDate lastWarning = due.minus(settings.lastWarning());
        boolean firstIsOver = due.equals(firstWarningFor) || !lastWarning.isAfter(today);
        return firstIsOver
                ? new NextReview(lastWarning, ReviewOutcome.LAST_WARNING, null)
                : new NextReview(due.minus(settings.firstWarning()), ReviewOutcome.FIRST_WARNING, null);
    }

    /** Whether its end date comes no later than a day. */
    boolean endsBy(LocalDate day) {
        return endDate() != null && !endDate().isAfter(day);
    }

    /**
     * Whether inactivity ends it, whatever its end date says: it was warned, and no export knows of an access since.
     */
    boolean isOverdue(Period limit, InactivitySettings settings, ZoneId zone, LocalDate today) {
        return inactivityDueOn(limit, zone).equals(lastWarningFor)
                && !lastDay(limit, settings, zone).plus(settings.exportDelay()).isAfter(today);
    }

    /** Whether its end date is over, and nobody kept it past that. */
    boolean isPastEnd(LocalDate today) {
        return endDate() != null && endDate().isBefore(today);
    }

    /** Whether inactivity does not end it today, because registry staff said so. */
    boolean isExempt(LocalDate today) {
        return exemptUntil != null && !exemptUntil.isBefore(today);
    }

    /** The end date, unless somebody kept the account past it. */
    private LocalDate endDate() {
        LocalDate end = account.facts().endDate();
        return Objects.equals(end, endKeptFor) ? null : end;
    }

    private boolean wasSetUpAfter(LocalDate day, ZoneId zone) {
        return account.provisionedAt() != null
                && account.provisionedAt().atZone(zone).toLocalDate().isAfter(day);
    }

    private static LocalDate later(LocalDate one, LocalDate other) {
        return one.isAfter(other) ? one : other;
    }

    @Override
    public String toString() {
        return "LifecycleState[" + account.number() + "]";
    }
}

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
import org.jspecify.annotations.Nullable;

/**
 * An account with the state of its lifecycle, and the rules for its next step. Days are days in Montana. A warning
 * counts only for the due date it was posted for, so a later use of the account cancels it.
 *
 * @param startedAt when the lifecycle was started; null without one
 * @param countedFrom the day the login could first be used, or the last reactivation or move; null for an account from
 *     an import
 * @param lastWarningOn when the last warning for {@code lastWarningFor} was posted
 * @param warnedSomebody whether that warning had at least one recipient
 * @param endKeptFor the end date that has passed and past which the account was kept by decision
 * @param keptAt when it was decided to keep the account despite inactivity
 * @param releasedAt when registry staff confirmed that the account may be inactivated
 * @param exemptUntil the last day of an exemption from inactivity
 */
record LifecycleState(
        Account account,
        @Nullable Instant startedAt,
        @Nullable Instant countedFrom,
        @Nullable LocalDate firstWarningFor,
        @Nullable LocalDate lastWarningFor,
        @Nullable LocalDate lastWarningOn,
        boolean warnedSomebody,
        @Nullable LocalDate endAnnouncedFor,
        @Nullable LocalDate endKeptFor,
        @Nullable Instant keptAt,
        @Nullable Instant releasedAt,
        @Nullable LocalDate exemptUntil) {

    /**
     * An export may contain only the day of the last access, so that it seems to precede the account's setup on that
     * day.
     */
    private static final Duration ROUNDED = Duration.ofDays(1);

    /** Whether it was used since it was set up or reactivated. */
    boolean isUsed() {
        return account.lastAccessAt() != null
                && (account.provisionedAt() == null
                        || !account.lastAccessAt()
                                .isBefore(account.provisionedAt().minus(ROUNDED)));
    }

    /**
     * Start of the unused time: the latest of last access, the day the login could first be used, the last move or
     * reactivation, and a decision to keep it; otherwise the start of the lifecycle.
     */
    Instant unusedSince() {
        return Stream.of(account.lastAccessAt(), countedFrom, keptAt)
                .filter(Objects::nonNull)
                .max(Instant::compareTo)
                .orElseGet(() -> Objects.requireNonNull(startedAt, "No date to count from"));
    }

    /** Whether registry staff released it in a stop and it was not used since. */
    boolean isReleased() {
        return releasedAt != null && !releasedAt.isBefore(unusedSince());
    }

    /**
     * The last day on which using the account keeps it active: six months after August 31 is the last day of February.
     * Not before an exemption ends.
     */
    LocalDate inactivityDueOn(Period limit, ZoneId zone) {
        LocalDate day = unusedSince().atZone(zone).toLocalDate().plus(limit);
        return exemptUntil != null && exemptUntil.isAfter(day) ? exemptUntil : day;
    }

    /** The last day on which using the account keeps it active, extended if the last warning came late. */
    LocalDate lastDay(Period limit, InactivitySettings settings, ZoneId zone) {
        LocalDate due = inactivityDueOn(limit, zone);
        return due.equals(lastWarningFor)
                ? later(due, Objects.requireNonNull(lastWarningOn).plus(settings.lastWarning()))
                : due;
    }

    /** The next step for its end date. It may lie in the past if no review took place on the day. */
    NextReview ending(InactivitySettings settings, ZoneId zone, LocalDate today) {
        LocalDate end = endDate();
        if (end == null) {
            return NextReview.NEVER;
        }
        LocalDate announcement = end.minus(settings.lastWarning());
        boolean known = end.equals(endAnnouncedFor) || end.isBefore(today) || beganAfter(announcement, zone);
        return known
                ? new NextReview(end.plusDays(1), ReviewOutcome.INACTIVATE, InactivationReason.END_DATE)
                : new NextReview(announcement, ReviewOutcome.END_NEAR, null);
    }

    /** The next step for inactivity. It may also lie in the past. */
    NextReview inactivity(Period limit, InactivitySettings settings, ZoneId zone, LocalDate today) {
        LocalDate due = inactivityDueOn(limit, zone);
        LocalDate lastDay = lastDay(limit, settings, zone);
        if (endsBy(lastDay)) {
            return NextReview.NEVER; // no warning about inactivity for an account that reaches its end date first
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

    /** Whether its end date is on or before a day. */
    boolean endsBy(LocalDate day) {
        return endDate() != null && !endDate().isAfter(day);
    }

    /** Whether inactivity ends it, regardless of its end date: the user was warned, and no export shows a use since. */
    boolean isOverdue(Period limit, InactivitySettings settings, ZoneId zone, LocalDate today) {
        return inactivityDueOn(limit, zone).equals(lastWarningFor)
                && !lastDay(limit, settings, zone).plus(settings.exportDelay()).isAfter(today);
    }

    /** Whether its end date has passed and it was not kept past that date. */
    boolean isPastEnd(LocalDate today) {
        return endDate() != null && endDate().isBefore(today);
    }

    /** Whether it is exempt from inactivity today. */
    boolean isExempt(LocalDate today) {
        return exemptUntil != null && !exemptUntil.isBefore(today);
    }

    /** The end date, unless the account was kept past it. */
    private @Nullable LocalDate endDate() {
        LocalDate end = account.facts().endDate();
        return Objects.equals(end, endKeptFor) ? null : end;
    }

    private boolean beganAfter(LocalDate day, ZoneId zone) {
        return countedFrom != null && countedFrom.atZone(zone).toLocalDate().isAfter(day);
    }

    private static LocalDate later(LocalDate one, LocalDate other) {
        return one.isAfter(other) ? one : other;
    }

    @Override
    public String toString() {
        return "LifecycleState[" + account.number() + "]";
    }
}

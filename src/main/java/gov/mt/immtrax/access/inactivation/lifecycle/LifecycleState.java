package gov.mt.immtrax.access.inactivation.lifecycle;

import gov.mt.immtrax.access.account.Account;
import gov.mt.immtrax.access.account.InactivationReason;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An account with the state of its lifecycle, and the rules for its next step. Days are days in Montana. A warning
 * counts only for the due date it was posted for, so a later use of the account cancels it.
 *
 * <p>An end date is the account's own. Inactivity is that of the login: it ends on the day on which the last of its
 * active accounts would, with all of them. One of them leads: it gets the warnings and the inactivation.
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
 * @param others the active accounts of the same login under other employers; empty in each of these
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
        @Nullable LocalDate exemptUntil,
        List<LifecycleState> others) {

    /**
     * An export may contain only the day of the last access, so that it seems to precede the account's setup on that
     * day.
     */
    private static final Duration ROUNDED = Duration.ofDays(1);

    /** The same with the active ones among the accounts of its login. */
    LifecycleState with(List<LifecycleState> login) {
        return new LifecycleState(
                account,
                startedAt,
                countedFrom,
                firstWarningFor,
                lastWarningFor,
                lastWarningOn,
                warnedSomebody,
                endAnnouncedFor,
                endKeptFor,
                keptAt,
                releasedAt,
                exemptUntil,
                login.stream()
                        .filter(one -> one.account.isActive())
                        .filter(one -> !one.account.number().equals(account.number()))
                        .toList());
    }

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
     *
     * @return null for an account without any date whose lifecycle has not started yet
     */
    private @Nullable Instant unusedSince() {
        return Stream.of(account.lastAccessAt(), countedFrom, keptAt)
                .filter(Objects::nonNull)
                .max(Instant::compareTo)
                .orElse(startedAt);
    }

    /** Whether registry staff released its login in a stop and it was not used since. */
    boolean isReleased() {
        return ofLogin().allMatch(LifecycleState::isReleasedAlone);
    }

    private boolean isReleasedAlone() {
        Instant since = unusedSince();
        return releasedAt != null && (since == null || !releasedAt.isBefore(since));
    }

    /**
     * The last day on which using the login keeps it active: six months after August 31 is the last day of February.
     * Not before an exemption ends, nor before the last of its accounts is due.
     */
    LocalDate inactivityDueOn(InactivityPolicy policy, ZoneId zone) {
        return ofLogin()
                .flatMap(one -> one.dueAlone(policy, zone).stream())
                .max(LocalDate::compareTo)
                .orElseThrow(() -> new IllegalStateException("No date to count from"));
    }

    private Optional<LocalDate> dueAlone(InactivityPolicy policy, ZoneId zone) {
        Period limit = policy.limit(account.facts().accessLevel(), isUsed());
        return Optional.ofNullable(unusedSince())
                .map(since -> since.atZone(zone).toLocalDate().plus(limit))
                .map(day -> exemptUntil == null ? day : later(day, exemptUntil));
    }

    /** The last day on which using the login keeps it active, extended if the last warning came late. */
    LocalDate lastDay(InactivityPolicy policy, InactivitySettings settings, ZoneId zone) {
        LocalDate due = inactivityDueOn(policy, zone);
        return lastWarnings(due)
                .map(warned -> Objects.requireNonNull(warned.lastWarningOn).plus(settings.lastWarning()))
                .reduce(due, LifecycleState::later);
    }

    private Stream<LifecycleState> lastWarnings(LocalDate due) {
        return ofLogin().filter(one -> due.equals(one.lastWarningFor));
    }

    /** It and the other active accounts of its login. */
    Stream<LifecycleState> ofLogin() {
        return Stream.concat(Stream.of(this), others.stream());
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
    NextReview inactivity(InactivityPolicy policy, InactivitySettings settings, ZoneId zone, LocalDate today) {
        LocalDate due = inactivityDueOn(policy, zone);
        LocalDate lastDay = lastDay(policy, settings, zone);
        if (!leadsUntil(lastDay)) {
            return NextReview.NEVER;
        }
        if (lastWarnings(due).findAny().isPresent()) {
            return new NextReview(
                    lastDay.plus(settings.exportDelay()), ReviewOutcome.INACTIVATE, InactivationReason.INACTIVITY);
        }
        LocalDate lastWarning = due.minus(settings.lastWarning());
        boolean firstIsOver = ofLogin().anyMatch(one -> due.equals(one.firstWarningFor)) || !lastWarning.isAfter(today);
        return firstIsOver
                ? new NextReview(lastWarning, ReviewOutcome.LAST_WARNING, null)
                : new NextReview(due.minus(settings.firstWarning()), ReviewOutcome.FIRST_WARNING, null);
    }

    /**
     * Whether it is the first account of its login that does not reach its end date by a day: nobody is warned of
     * inactivity about one that does.
     */
    private boolean leadsUntil(LocalDate day) {
        return !endsBy(day)
                && others.stream()
                        .filter(other -> !other.endsBy(day))
                        .allMatch(other -> account.number().compareTo(other.account.number()) < 0);
    }

    /** Whether its end date is on or before a day. */
    boolean endsBy(LocalDate day) {
        return endDate() != null && !endDate().isAfter(day);
    }

    /** Whether inactivity ends it, regardless of its end date: the user was warned, and no export shows a use since. */
    boolean isOverdue(InactivityPolicy policy, InactivitySettings settings, ZoneId zone, LocalDate today) {
        return lastWarnings(inactivityDueOn(policy, zone)).findAny().isPresent()
                && !lastDay(policy, settings, zone).plus(settings.exportDelay()).isAfter(today);
    }

    /** Whether somebody got the last warning about the login. */
    boolean isHeard(InactivityPolicy policy, ZoneId zone) {
        return lastWarnings(inactivityDueOn(policy, zone)).anyMatch(LifecycleState::warnedSomebody);
    }

    /** Whether its end date has passed and it was not kept past that date. */
    boolean isPastEnd(LocalDate today) {
        return endDate() != null && endDate().isBefore(today);
    }

    /** Whether its login is exempt from inactivity today. */
    boolean isExempt(LocalDate today) {
        return ofLogin().anyMatch(one -> one.exemptUntil != null && !one.exemptUntil.isBefore(today));
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

package gov.mt.immtrax.access.inactivation.stop;

import java.time.Instant;
import java.time.LocalDate;

/**
 * A day on which too many accounts were due for inactivity, and what registry staff decided.
 *
 * @param number as in {@code STP0000001}: what the engine knows of it
 * @param decision null, as is what follows, while nobody has decided
 * @param heldUntil the last day of the pause; null unless they hold
 */
public record InactivationStop(
        String number,
        LocalDate stoppedOn,
        int dueAccounts,
        int activeAccounts,
        StopDecision decision,
        LocalDate heldUntil,
        String reason,
        Instant decidedAt,
        String decidedBy) {

    boolean isOpen() {
        return decision == null;
    }

    /** Whether nothing goes on because of it on this day. */
    boolean holds(LocalDate today) {
        return isOpen() || heldUntil != null && !heldUntil.isBefore(today);
    }

    @Override
    public String toString() {
        return "InactivationStop[" + number + ", " + decision + "]";
    }
}

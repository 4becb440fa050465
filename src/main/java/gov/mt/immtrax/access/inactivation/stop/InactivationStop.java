package gov.mt.immtrax.access.inactivation.stop;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A day on which too many accounts were due for inactivity, and the decision of registry staff.
 *
 * @param number for example {@code STP0000001}; the engine's business key
 * @param decision null until the decision, like the components after it
 * @param heldUntil the last day of the hold; null unless the decision is to hold
 */
public record InactivationStop(
        String number,
        LocalDate stoppedOn,
        int dueAccounts,
        int activeAccounts,
        @Nullable StopDecision decision,
        @Nullable LocalDate heldUntil,
        @Nullable String reason,
        @Nullable Instant decidedAt,
        @Nullable String decidedBy) {

    boolean isOpen() {
        return decision == null;
    }

    /** Whether it stops inactivations for inactivity on this day. */
    boolean holds(LocalDate today) {
        return isOpen() || heldUntil != null && !heldUntil.isBefore(today);
    }

    @Override
    public String toString() {
        return "InactivationStop[" + number + ", " + decision + "]";
    }
}

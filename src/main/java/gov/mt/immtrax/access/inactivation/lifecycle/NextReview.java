package gov.mt.immtrax.access.inactivation.lifecycle;

import gov.mt.immtrax.access.account.InactivationReason;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The next step for an account if the register stays as it is.
 *
 * @param day in Montana; the step takes place in its first hours
 * @param reason of an inactivation, otherwise null
 */
record NextReview(
        LocalDate day, ReviewOutcome outcome, @Nullable InactivationReason reason) {

    /** Never due. */
    static final NextReview NEVER = new NextReview(LocalDate.MAX, ReviewOutcome.NOTHING, null);

    boolean isDue(LocalDate today) {
        return !day.isAfter(today);
    }

    /**
     * Whether the step waits during a stop: inactivation for inactivity and its last warning, but not the first
     * warning, which does no harm.
     */
    boolean mayBeHeld() {
        return outcome == ReviewOutcome.LAST_WARNING
                || outcome == ReviewOutcome.INACTIVATE && reason == InactivationReason.INACTIVITY;
    }

    static NextReview earlier(NextReview one, NextReview other) {
        return other.day.isBefore(one.day) ? other : one;
    }
}

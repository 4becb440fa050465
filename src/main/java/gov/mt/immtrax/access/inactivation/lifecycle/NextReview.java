package gov.mt.immtrax.access.inactivation.lifecycle;

import gov.mt.immtrax.access.account.InactivationReason;
import java.time.LocalDate;

/**
 * What is to be done next about an account, if the register stays as it is.
 *
 * @param day in Montana, in whose first hours it is done
 * @param reason of an inactivation, else null
 */
record NextReview(LocalDate day, ReviewOutcome outcome, InactivationReason reason) {

    /** What will never be due. */
    static final NextReview NEVER = new NextReview(LocalDate.MAX, ReviewOutcome.NOTHING, null);

    boolean isDue(LocalDate today) {
        return !day.isAfter(today);
    }

    /**
     * Whether it stops while too many accounts are due: what inactivity leads to, and a month's warning does not
     * matter.
     */
    boolean mayBeHeld() {
        return outcome == ReviewOutcome.LAST_WARNING
                || outcome == ReviewOutcome.INACTIVATE && reason == InactivationReason.INACTIVITY;
    }

    static NextReview earlier(NextReview one, NextReview other) {
        return other.day.isBefore(one.day) ? other : one;
    }
}

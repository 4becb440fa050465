package gov.mt.immtrax.access.people.dispute;

/** How a dispute ends. The model branches on these values. */
enum DisputeOutcome {
    /** Another supervisor becomes responsible for the account. */
    REASSIGNED,
    /** No one needs it: it is inactivated in imMTrax. */
    INACTIVATED,
    /** The supervisor who opened the dispute stays responsible. */
    KEPT
}

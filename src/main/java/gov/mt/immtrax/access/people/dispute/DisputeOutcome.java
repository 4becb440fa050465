package gov.mt.immtrax.access.people.dispute;

/** How a dispute ends; the model decides by these. */
enum DisputeOutcome {
    /** Another supervisor is responsible for the account from now on. */
    REASSIGNED,
    /** Nobody needs it: it is inactivated in imMTrax. */
    INACTIVATED,
    /** The supervisor who disputed it stays responsible. */
    KEPT
}

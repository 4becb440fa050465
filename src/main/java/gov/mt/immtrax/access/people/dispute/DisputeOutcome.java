package gov.mt.immtrax.access.people.dispute;

/** How a report that somebody is not the supervisor's employee ends; the model decides by these. */
enum DisputeOutcome {
    /** Another supervisor answers for the account from now on. */
    REASSIGNED,
    /** Nobody needs it: it is inactivated in imMTrax. */
    INACTIVATED,
    /** The supervisor who reported it stays responsible. */
    KEPT
}

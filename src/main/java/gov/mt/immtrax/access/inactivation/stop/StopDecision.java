package gov.mt.immtrax.access.inactivation.stop;

/** What registry staff decide when too many accounts are due. */
enum StopDecision {
    /** The accounts are due and may be inactivated. */
    RELEASED,
    /** Something is wrong: none of them is inactivated until a given day. */
    HELD
}

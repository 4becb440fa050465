package gov.mt.immtrax.access.inactivation.stop;

/** What registry staff say when more accounts are due than usual. */
enum StopDecision {
    /** They are due indeed and may be inactivated. */
    RELEASED,
    /** Something is wrong: none of them is inactivated for a while. */
    HELD
}

package gov.mt.immtrax.access.credential.renewal;

/** What the help desk did when a new temporary password was asked for. */
enum RenewalOutcome {
    /** A new one is set in imMTrax. */
    RENEWED,
    /** There will be none. */
    DECLINED
}

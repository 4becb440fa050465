package gov.mt.immtrax.access.credential.renewal;

/** What the help desk decided about a renewal. */
enum RenewalOutcome {
    /** A new temporary password is set in imMTrax. */
    RENEWED,
    /** There will be no new temporary password. */
    DECLINED
}

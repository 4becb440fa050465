package gov.mt.immtrax.access.mail;

/** What the help desk decides about a held email. */
enum ReleaseOutcome {
    /** It is sent now, regardless of the daily limits. */
    RELEASED,
    /** It is never sent. */
    DROPPED
}

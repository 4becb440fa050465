package gov.mt.immtrax.access.mail;

/** What the help desk decides about a mail that is held. */
enum ReleaseOutcome {
    /** It goes out now, whatever the count of the day is. */
    RELEASED,
    /** It is never sent. */
    DROPPED
}

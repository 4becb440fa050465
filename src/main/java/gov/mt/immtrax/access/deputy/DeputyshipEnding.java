package gov.mt.immtrax.access.deputy;

/** Why somebody is not a deputy any more, or never became one. Names are stored forever. */
public enum DeputyshipEnding {
    /** The deputy said no. */
    DECLINED,
    /** Nobody answered the invitation in time. */
    LAPSED,
    /** The official ended it. */
    BY_OFFICIAL,
    /** The deputy stepped down. */
    BY_DEPUTY,
    /** Registry staff ended it, or did not confirm it; the reason says why. */
    BY_STAFF,
    /** The deputy's own access ended or moved to another employer, or they answer for nobody at the clinic any more. */
    ACCESS_ENDED,
    /** Somebody else answers for all people of the official. */
    OFFICIAL_REPLACED
}

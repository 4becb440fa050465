package gov.mt.immtrax.access.people.handover;

/** How a question to take over a person ended. Names are stored forever. */
public enum HandoverEnding {
    ACCEPTED,
    DECLINED,
    /** The official who asked took it back. */
    TAKEN_BACK,
    /**
     * Nobody answered in time; or the person has another supervisor or no access by now, or the official who was asked
     * is no longer known at the clinic.
     */
    LAPSED
}

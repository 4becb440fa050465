package gov.mt.immtrax.access.people.handover;

/** How a question to take over a person ended. Names are stored forever. */
public enum HandoverEnding {
    ACCEPTED,
    DECLINED,
    /** The official who asked took it back. */
    TAKEN_BACK,
    /** Nobody answered in time, or the person has another supervisor or no access by now. */
    LAPSED
}

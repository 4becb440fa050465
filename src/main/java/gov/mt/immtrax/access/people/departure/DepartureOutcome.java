package gov.mt.immtrax.access.people.departure;

/** What registry staff answer about a supervisor who left. Names are stored forever. */
enum DepartureOutcome {
    /** Another supervisor answers for the people from now on. */
    REPLACED,
    /** The supervisor still answers for the people, although their own access ended or moved. */
    KEPT,
    /** Nobody is known yet, so the task stays open. */
    WAITING
}

package gov.mt.immtrax.access.facility;

/** Whether a facility may be chosen. */
public enum FacilityStatus {
    ACTIVE,
    /** Closed, or no longer in the program: not suggested, and still found for the accounts that name it. */
    RETIRED,
    /** The same as another facility, whose names now include this one's. */
    MERGED
}

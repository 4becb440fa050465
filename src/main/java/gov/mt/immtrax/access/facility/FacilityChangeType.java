package gov.mt.immtrax.access.facility;

/** The events in a facility's history. Names are stored forever: add new ones, but never rename one. */
public enum FacilityChangeType {
    /** Somebody added it. */
    ADDED,
    /** The service found it in accounts and requests when the directory was new. */
    FOUND,
    /** A fact changed; the row has the field and both values. */
    CORRECTED,
    /** Staff said that a request, whose number the row has, names it in another way, which is the note. */
    NAMED,
    /** Another facility, whose number the row has, was merged into this one. */
    MERGED_IN,
    /** It was merged into the facility whose number the row has. */
    MERGED,
    /** The merge with the facility whose number the row has was a mistake and is undone. */
    MERGE_UNDONE,
    RETIRED,
    REOPENED
}

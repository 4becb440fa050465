package gov.mt.immtrax.access.deletion;

/** Why access is no longer needed; the names come from the contract. */
public enum DeletionReason {
    LEFT_EMPLOYMENT,
    CHANGED_POSITION,
    NO_LONGER_NEEDED,
    OTHER
}

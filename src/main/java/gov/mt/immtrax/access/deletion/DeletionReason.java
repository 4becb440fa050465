package gov.mt.immtrax.access.deletion;

/** Why an access is no longer needed; the names are the contract's. */
public enum DeletionReason {
    LEFT_EMPLOYMENT,
    CHANGED_POSITION,
    NO_LONGER_NEEDED,
    OTHER
}

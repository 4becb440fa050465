package gov.mt.immtrax.access.imports;

/** The kinds of differences. The names are stored permanently: a kind may be added, but none may be renamed. */
enum DifferenceKind {
    /** imMTrax has an account that the register does not have. */
    UNKNOWN_TO_US,
    /** The register has an active account that imMTrax no longer has. */
    UNKNOWN_TO_REGISTRY,
    LEVEL_DIFFERS,
    /** Active in the register, inactive in imMTrax. */
    STATUS_DIFFERS,
    /** The help desk reported that it was set up, but no export has ever contained it. */
    PROVISIONED_NOT_THERE,
    /** Inactivated in the register, but still active in imMTrax. */
    INACTIVATED_STILL_ACTIVE
}

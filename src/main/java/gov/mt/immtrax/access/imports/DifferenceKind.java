package gov.mt.immtrax.access.imports;

/** What the registry and our register can disagree about. Names are kept for ever: one may be added, none renamed. */
enum DifferenceKind {
    /** The registry has an account that the register does not know. */
    UNKNOWN_TO_US,
    /** The register has an active account that the registry does not know, and once knew. */
    UNKNOWN_TO_REGISTRY,
    LEVEL_DIFFERS,
    /** Active here, inactive there. */
    STATUS_DIFFERS,
    /** The help desk said that it was set up, and the registry has never shown it. */
    PROVISIONED_NOT_THERE,
    /** Inactivated here, and somebody can still log in with it there. */
    INACTIVATED_STILL_ACTIVE
}

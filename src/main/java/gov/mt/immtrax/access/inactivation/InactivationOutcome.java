package gov.mt.immtrax.access.inactivation;

/** What became of an account that was to be inactivated; the models decide by these. */
public enum InactivationOutcome {
    /** Nobody can log in with it any more. */
    INACTIVATED,
    /** It stays as it is, for a reason. */
    KEPT
}

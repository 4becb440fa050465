package gov.mt.immtrax.access.inactivation;

/** The outcome of an inactivation. The models branch on these values. */
public enum InactivationOutcome {
    /** No one can log in with it any longer. */
    INACTIVATED,
    /** It stays as it is, with a reason. */
    KEPT
}

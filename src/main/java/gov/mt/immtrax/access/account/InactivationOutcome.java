package gov.mt.immtrax.access.account;

/** What became of an account that was to be inactivated; values of {@code forms/inactivate-account.html}. */
public enum InactivationOutcome {
    /** Nobody can log in with it any more. */
    INACTIVATED,
    /** It stays as it is, for a reason. */
    KEPT
}

package gov.mt.immtrax.access.inactivation;

/** What whoever was to inactivate an account found; values of {@code forms/inactivate-account.html}. */
public enum InactivationAnswer {
    /** Nobody can log in with it any more. */
    INACTIVATED,
    /** It stays as it is, for a reason. */
    KEPT,
    /** imMTrax has no account of this person, as the register has none: nothing has ended. */
    NO_ACCOUNT;

    /** What the models go on with; where there was no account, nothing was changed. */
    InactivationOutcome outcome() {
        return this == INACTIVATED ? InactivationOutcome.INACTIVATED : InactivationOutcome.KEPT;
    }
}

package gov.mt.immtrax.access.inactivation;

/**
 * The possible answers of the person who is asked to inactivate an account; values of
 * {@code forms/inactivate-account.html}.
 */
public enum InactivationAnswer {
    /** No one can log in with it any longer. */
    INACTIVATED,
    /** It stays as it is, with a reason. */
    KEPT,
    /** Neither imMTrax nor the register has an account of this person, so nothing has ended. */
    NO_ACCOUNT;

    /** The outcome for the models. If there was no account, nothing has changed. */
    InactivationOutcome outcome() {
        return this == INACTIVATED ? InactivationOutcome.INACTIVATED : InactivationOutcome.KEPT;
    }
}

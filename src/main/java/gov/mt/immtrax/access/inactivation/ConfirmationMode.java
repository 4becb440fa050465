package gov.mt.immtrax.access.inactivation;

/**
 * Whether a person inactivates an account in imMTrax and confirms it, or it is inactivated in the register without a
 * confirmation.
 */
public enum ConfirmationMode {
    STAFF,
    AUTOMATIC
}

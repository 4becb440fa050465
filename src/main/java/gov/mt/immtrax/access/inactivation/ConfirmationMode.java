package gov.mt.immtrax.access.inactivation;

/**
 * Whether a person inactivates an account in imMTrax and confirms it, or the register is told without asking anybody.
 */
public enum ConfirmationMode {
    STAFF,
    AUTOMATIC
}

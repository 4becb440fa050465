package gov.mt.immtrax.access.account;

/** Whether a user can log in to imMTrax with an account, as far as this service knows. */
public enum AccountStatus {
    ACTIVE,
    INACTIVATED
}

package gov.mt.immtrax.access.account;

/** Whether somebody can log in to imMTrax with an account, as this service knows it. */
public enum AccountStatus {
    ACTIVE,
    INACTIVATED
}

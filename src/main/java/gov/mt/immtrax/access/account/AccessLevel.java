package gov.mt.immtrax.access.account;

/** The roles in imMTrax that can be requested (forms-page.txt, "Access Levels"). */
public enum AccessLevel {
    READ_ONLY_WITH_CONSENT,
    RECORD_MAINTENANCE,
    VACCINE_MANAGEMENT
}

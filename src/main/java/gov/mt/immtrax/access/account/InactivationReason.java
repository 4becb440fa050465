package gov.mt.immtrax.access.account;

/** Why an account was inactivated; what auditors ask. */
public enum InactivationReason {
    /** The supervisor said that the access is no longer needed (forms-page.txt, "Request Access Deletion Form"). */
    ACCESS_DELETION,
    /** The last day of the access, as the request named it. */
    END_DATE,
    /** Not accessed for too long (request-steps.txt, step 5b). */
    INACTIVITY,
    /** Inactivated in imMTrax by somebody else, and found so in an export. */
    REGISTRY
}

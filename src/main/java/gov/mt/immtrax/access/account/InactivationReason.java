package gov.mt.immtrax.access.account;

/** Why an account was inactivated, for auditors. */
public enum InactivationReason {
    /** A supervisor requested an access deletion (forms-page.txt, "Request Access Deletion Form"). */
    ACCESS_DELETION,
    /** The last day of access in the request has passed. */
    END_DATE,
    /** Not accessed for too long (request-steps.txt, step 5b). */
    INACTIVITY,
    /** A registry export showed that the account is already inactivated in imMTrax. */
    REGISTRY
}

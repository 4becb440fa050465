package gov.mt.immtrax.access.account;

/** Why an account was inactivated, for auditors. */
public enum InactivationReason {
    /** A supervisor requested an access deletion (forms-page.txt, "Request Access Deletion Form"). */
    ACCESS_DELETION,
    /** The last day of access in the request has passed. */
    END_DATE,
    /** Not accessed for too long (request-steps.txt, step 5b). */
    INACTIVITY,
    /** The request that the account was set up for was withdrawn before its user could log in. */
    REQUEST_WITHDRAWN,
    /** A registry export showed that the account is already inactivated in imMTrax. */
    REGISTRY
}

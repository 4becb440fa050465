package gov.mt.immtrax.access.request;

/**
 * What is asked for; the names are the contract's. What follows from each is in {@code processes/request-policy.dmn}.
 */
public enum RequestType {
    /** First access of an employee. */
    NEW_ACCESS,
    /** An employee who had access with another employer. */
    CHANGE_EMPLOYER,
    /** Another access level with the same employer. */
    PERMISSIONS_CHANGE
}

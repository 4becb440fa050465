package gov.mt.immtrax.access.request;

/**
 * The request types, with the names of the contract. What follows from each is in {@code processes/request-policy.dmn}.
 */
public enum RequestType {
    /** New access for an employee. */
    NEW_ACCESS,
    /** Access for an employee who had access at another employer. */
    CHANGE_EMPLOYER,
    /** Another access level at the same employer. */
    PERMISSIONS_CHANGE
}

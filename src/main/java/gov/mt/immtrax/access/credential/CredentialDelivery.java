package gov.mt.immtrax.access.credential;

/** How a temporary password reaches its user; values of the setting {@code immtrax.credentials.delivery}. */
public enum CredentialDelivery {
    /** In the email itself (request-steps.txt, step 7a). */
    EMAIL,
    /** On a page that shows it once; the email has the link to it. */
    ONE_TIME_LINK
}

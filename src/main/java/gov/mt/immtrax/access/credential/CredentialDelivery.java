package gov.mt.immtrax.access.credential;

/** How a temporary password reaches its user; values of the setting {@code immtrax.credentials.delivery}. */
public enum CredentialDelivery {
    /** In the mail itself (request-steps.txt, step 7a). */
    EMAIL,
    /** On a page of ours that shows it once; the mail carries the way there. */
    ONE_TIME_LINK
}

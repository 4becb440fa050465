package gov.mt.immtrax.access.request.provisioning;

/** What the help desk decided on a request. */
enum ProvisioningOutcome {
    /** The access is set up in imMTrax. */
    PROVISIONED,
    /** The supervisor must correct something first. */
    RETURNED,
    /** The access is not granted. */
    DECLINED
}

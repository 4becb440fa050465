package gov.mt.immtrax.access.request.provisioning;

/** What the help desk decided about a request. */
enum ProvisioningOutcome {
    /** The access is set up in imMTrax. */
    PROVISIONED,
    /** The supervisor has to correct something first. */
    RETURNED,
    /** There will be no access. */
    DECLINED
}

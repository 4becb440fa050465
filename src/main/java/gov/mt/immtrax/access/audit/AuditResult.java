package gov.mt.immtrax.access.audit;

/** How it ended. What failed and was rolled back leaves no trace, since it did not happen. */
public enum AuditResult {
    DONE,
    REFUSED
}

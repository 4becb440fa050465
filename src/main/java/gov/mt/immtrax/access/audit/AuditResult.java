package gov.mt.immtrax.access.audit;

/** The result of an action. An action that failed and was rolled back is not recorded, because it did not happen. */
public enum AuditResult {
    DONE,
    REFUSED
}

package gov.mt.immtrax.access.audit;

/** Published when a checkpoint was signed, in the same transaction: it has to reach the auditor. */
public record CheckpointSigned(String number) {}

package gov.mt.immtrax.access.audit;

/** Published when a checkpoint is signed, in the same transaction, so that it is sent to the auditor. */
public record CheckpointSigned(String number) {}

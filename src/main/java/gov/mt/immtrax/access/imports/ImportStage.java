package gov.mt.immtrax.access.imports;

/** The task for which the process of an import is started. */
enum ImportStage {
    READ,
    APPLY
}

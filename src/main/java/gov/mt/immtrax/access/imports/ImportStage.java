package gov.mt.immtrax.access.imports;

/** Which of its two pieces of work the process of an import is started for. */
enum ImportStage {
    READ,
    APPLY
}

package gov.mt.immtrax.access.imports;

/** The states of an import. */
enum ImportState {
    /** The file is stored, but not read yet. */
    UPLOADED,
    READING,
    /** Read and compared. Nothing changes until it is applied. */
    PREVIEWED,
    APPLYING,
    APPLIED,
    /** The file cannot be read. Nothing was changed. */
    FAILED,
    DISCARDED;

    /** Whether it has changed nothing in the register, so that it can be discarded. */
    public boolean canBeDiscarded() {
        return this == UPLOADED || this == READING || this == PREVIEWED;
    }

    /** Whether it is in progress. */
    public boolean isBusy() {
        return this == UPLOADED || this == READING || this == APPLYING;
    }
}

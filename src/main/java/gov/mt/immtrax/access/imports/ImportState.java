package gov.mt.immtrax.access.imports;

/** Where an import stands. */
enum ImportState {
    /** The file is here, and nobody has begun to read it. */
    UPLOADED,
    READING,
    /** Read and compared; nothing is changed until somebody says so. */
    PREVIEWED,
    APPLYING,
    APPLIED,
    /** The file cannot be read at all; nothing was changed. */
    FAILED,
    DISCARDED;

    /** Whether nothing of it has been written into the register, so that it can be given up. */
    public boolean canBeDiscarded() {
        return this == UPLOADED || this == READING || this == PREVIEWED;
    }

    /** Whether somebody works on it now. */
    public boolean isBusy() {
        return this == UPLOADED || this == READING || this == APPLYING;
    }
}

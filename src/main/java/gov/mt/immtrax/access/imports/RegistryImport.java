package gov.mt.immtrax.access.imports;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * One file and its progress. Instants are UTC.
 *
 * @param number {@code IMP} and seven digits; the engine's business key
 * @param takenOn the day in Montana on which the registry wrote the file
 * @param linesRead number of the last line that was read; 1 is the header
 * @param appliedTo number of the last line that was written into the register; null before it is applied
 * @param problem null unless it failed
 * @param uploadedBy email address; null for a command
 */
record RegistryImport(
        String number,
        ImportKind kind,
        ImportState state,
        LocalDate takenOn,
        @Nullable String fileName,
        long bytes,
        long bytesRead,
        int linesRead,
        @Nullable Integer appliedTo,
        @Nullable FileProblem problem,
        @Nullable String problemDetail,
        Instant uploadedAt,
        @Nullable String uploadedBy,
        @Nullable Instant appliedAt,
        @Nullable String appliedBy) {

    /** Last line that is in the register; 0 before it is applied. */
    int linesApplied() {
        return appliedTo == null ? 0 : appliedTo;
    }

    /** Progress of the current work, from 0 to 100. */
    public int percent() {
        return switch (state) {
            case UPLOADED, FAILED, DISCARDED -> 0;
            case READING -> (int) Math.min(99, bytes == 0 ? 0 : bytesRead * 100 / bytes);
            case APPLYING -> (int) Math.min(99, linesApplied() * 100L / Math.max(1, linesRead));
            case PREVIEWED, APPLIED -> 100;
        };
    }

    @Override
    public String toString() {
        return "RegistryImport[" + number + ", " + kind + ", " + state + "]";
    }
}

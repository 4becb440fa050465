package gov.mt.immtrax.access.people.dispute;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A supervisor's statement that someone on their list is not their employee. Instants are UTC.
 *
 * @param disputedBy normalized address of the supervisor
 * @param note what the supervisor knows, or null
 * @param outcome null, like {@code decidedAt}, until the decision
 * @param decidedBy null also if the dispute was settled in another way
 */
public record Dispute(
        String account,
        Instant disputedAt,
        String disputedBy,
        @Nullable String disputedByName,
        @Nullable String note,
        @Nullable DisputeOutcome outcome,
        @Nullable Instant decidedAt,
        @Nullable String decidedBy,
        @Nullable String decisionNote) {

    public boolean isOpen() {
        return outcome == null;
    }

    @Override
    public String toString() {
        return "Dispute[" + account + ", " + outcome + "]";
    }
}

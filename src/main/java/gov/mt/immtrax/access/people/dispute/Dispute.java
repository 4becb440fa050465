package gov.mt.immtrax.access.people.dispute;

import java.time.Instant;

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
        String disputedByName,
        String note,
        DisputeOutcome outcome,
        Instant decidedAt,
        String decidedBy,
        String decisionNote) {

    public boolean isOpen() {
        return outcome == null;
    }

    @Override
    public String toString() {
        return "Dispute[" + account + ", " + outcome + "]";
    }
}

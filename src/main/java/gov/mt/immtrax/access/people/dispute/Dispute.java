package gov.mt.immtrax.access.people.dispute;

import java.time.Instant;

/**
 * One report that somebody is not the supervisor's employee. Instants are UTC.
 *
 * @param reportedBy normalized address of the supervisor
 * @param note what the supervisor knows, or null
 * @param outcome null, as is the instant, while nobody has decided
 * @param decidedBy null also where it was settled on another way
 */
public record Dispute(
        String account,
        Instant reportedAt,
        String reportedBy,
        String reporterName,
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

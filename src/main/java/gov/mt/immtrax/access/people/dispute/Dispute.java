package gov.mt.immtrax.access.people.dispute;

import java.time.Instant;

/**
 * One dispute: a supervisor says that somebody is not the supervisor's employee. Instants are UTC.
 *
 * @param disputedBy normalized address of the supervisor
 * @param note what the supervisor knows, or null
 * @param outcome null, as is the instant, while nobody has decided
 * @param decidedBy null also if it was settled in another way
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

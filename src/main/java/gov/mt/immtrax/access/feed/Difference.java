package gov.mt.immtrax.access.feed;

import java.time.Instant;

/**
 * Something that the registry and the register disagree about. Instants are UTC.
 *
 * @param number {@code DIF} and seven digits: what the engine knows of it
 * @param account number of our account; null if we have none
 * @param ours level or status here; null where there is none
 * @param theirs level or status in the registry; null where there is none
 * @param foundBy number of the import
 * @param closedAt null while no export has agreed
 * @param taskAt when the help desk was asked; null if it was not
 */
record Difference(
        String number,
        DifferenceKind kind,
        String username,
        String account,
        String ours,
        String theirs,
        String foundBy,
        Instant foundAt,
        Instant closedAt,
        Instant taskAt,
        DifferenceOutcome outcome,
        String note,
        Instant resolvedAt) {

    /** Whether the help desk has it as a task now. */
    public boolean isWithHelpDesk() {
        return taskAt != null && resolvedAt == null && closedAt == null;
    }

    @Override
    public String toString() {
        return "Difference[" + number + ", " + kind + "]";
    }
}

package gov.mt.immtrax.access.imports;

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
 * @param taskAt when it was assigned to the help desk; null if it was not
 * @param escalatedAt when its lead was told last that it is overdue; null if never
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
        Instant resolvedAt,
        Instant escalatedAt) {

    /** Whether the help desk has it as a task now. */
    public boolean isWithHelpDesk() {
        return taskAt != null && resolvedAt == null && closedAt == null;
    }

    /**
     * Whether our register can take imMTrax's word: no more than the level, or the end, of an account that both know.
     */
    public boolean mayBeAccepted() {
        return closedAt == null
                && account != null
                && (kind == DifferenceKind.LEVEL_DIFFERS || kind == DifferenceKind.STATUS_DIFFERS);
    }

    @Override
    public String toString() {
        return "Difference[" + number + ", " + kind + "]";
    }
}

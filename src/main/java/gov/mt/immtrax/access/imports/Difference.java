package gov.mt.immtrax.access.imports;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A difference between imMTrax and the register. Instants are UTC.
 *
 * @param number {@code DIF} and seven digits; the engine's business key
 * @param account number of the account in the register; null if there is none
 * @param employer of the account or the line, if the login has others; null otherwise
 * @param ours level or status in the register; null if there is none
 * @param theirs level or status in imMTrax; null if there is none
 * @param foundBy number of the import
 * @param closedAt null until an export agrees
 * @param taskAt when it was assigned to the help desk; null if it was not
 * @param escalatedAt when the help desk lead was last notified that it is overdue; null if never
 */
record Difference(
        String number,
        DifferenceKind kind,
        String username,
        @Nullable String account,
        @Nullable String employer,
        @Nullable String ours,
        @Nullable String theirs,
        String foundBy,
        Instant foundAt,
        @Nullable Instant closedAt,
        @Nullable Instant taskAt,
        @Nullable DifferenceOutcome outcome,
        @Nullable String note,
        @Nullable Instant resolvedAt,
        @Nullable Instant escalatedAt) {

    /** The user name, with the employer if it does not say alone what the difference is about. */
    public String shownUsername() {
        return employer == null ? username : username + ", " + employer;
    }

    /** Whether it is currently assigned to the help desk. */
    public boolean isWithHelpDesk() {
        return taskAt != null && resolvedAt == null && closedAt == null;
    }

    /**
     * Whether the value from imMTrax can be accepted: only the level or the inactivation of an account that both have.
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

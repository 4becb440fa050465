package gov.mt.immtrax.access.inactivation;

import gov.mt.immtrax.access.account.InactivationReason;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One request to inactivate an account. Instants are UTC.
 *
 * @param number business key of the process: the access deletion's number, or the account's for an end date or
 *     inactivity
 * @param account number of the account; null if the register knows none
 * @param requestNumber the access deletion that led to it; null if there is none
 * @param businessDays number of business days to decide in
 * @param escalatedAt null until it is overdue
 * @param outcome null, like {@code decidedAt}, until the decision, and permanently if the inactivation was called off
 * @param note the note on the decision, or null
 */
public record Inactivation(
        String number,
        @Nullable String account,
        @Nullable String requestNumber,
        InactivationReason reason,
        Instant requestedAt,
        int businessDays,
        @Nullable Instant escalatedAt,
        @Nullable Instant decidedAt,
        @Nullable InactivationAnswer outcome,
        @Nullable String note) {

    @Override
    public String toString() {
        return "Inactivation[" + number + ", " + reason + ", " + outcome + "]";
    }
}

package gov.mt.immtrax.access.inactivation;

import gov.mt.immtrax.access.account.InactivationReason;
import java.time.Instant;

/**
 * One time that an account was to be inactivated. Instants are UTC.
 *
 * @param number business key of the process: the deletion's, or the account's for an end date or inactivity
 * @param account number of the account; null if the register knows none
 * @param requestNumber the deletion that led to it; null if none did
 * @param businessDays how many there are to decide in
 * @param escalatedAt null until it was overdue
 * @param outcome null, as is the instant before it, until it is decided, and for ever if it was called off
 * @param note what whoever decided wrote; null if they wrote nothing
 */
public record Inactivation(
        String number,
        String account,
        String requestNumber,
        InactivationReason reason,
        Instant requestedAt,
        int businessDays,
        Instant escalatedAt,
        Instant decidedAt,
        InactivationAnswer outcome,
        String note) {

    @Override
    public String toString() {
        return "Inactivation[" + number + ", " + reason + ", " + outcome + "]";
    }
}

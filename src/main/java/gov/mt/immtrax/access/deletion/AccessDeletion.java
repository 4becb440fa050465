package gov.mt.immtrax.access.deletion;

import java.time.Instant;
import java.time.LocalDate;

/**
 * One access deletion: a supervisor's word that somebody no longer needs access. Field names are the contract's.
 * Instants are UTC, dates are dates in Montana; mail addresses are normalized.
 *
 * @param number from the sequence of requests, as in {@code REQ0100388}
 * @param username as the supervisor knows it; null if left blank
 * @param lastDay after which the access is not needed
 * @param account number of the account that ends; null while none is known
 * @param endedAt null while it is open
 */
public record AccessDeletion(
        String number,
        DeletionStatus status,
        String legalFirstName,
        String legalLastName,
        String emailAddress,
        String username,
        String employer,
        String locationName,
        DeletionReason reason,
        LocalDate lastDay,
        String supervisorName,
        String supervisorJobTitle,
        String supervisorAddress,
        String supervisorIssuer,
        String supervisorSubject,
        String account,
        Instant submittedAt,
        Instant endedAt) {

    /** First and last name, for headings and greetings. */
    public String personName() {
        return legalFirstName + " " + legalLastName;
    }

    /** What only one open deletion may name. */
    String openKey() {
        return account == null ? emailAddress : account;
    }

    @Override
    public String toString() {
        return "AccessDeletion[" + number + ", " + status + "]";
    }
}

package gov.mt.immtrax.access.deletion;

import gov.mt.immtrax.access.account.PersonName;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * An access deletion: a supervisor's request to end an employee's access. Field names come from the contract. Instants
 * are UTC, dates are dates in Montana; email addresses are normalized.
 *
 * @param number from the same sequence as access requests, for example {@code REQ0100388}
 * @param username as the supervisor knows it; null if left blank
 * @param lastDay last day on which the access is needed
 * @param account number of the account; null while it is not known
 * @param endedAt null while it is open
 */
public record AccessDeletion(
        String number,
        DeletionStatus status,
        String legalFirstName,
        String legalLastName,
        String emailAddress,
        @Nullable String username,
        String employer,
        String locationName,
        DeletionReason reason,
        LocalDate lastDay,
        String supervisorName,
        String supervisorJobTitle,
        String supervisorAddress,
        String supervisorIssuer,
        String supervisorSubject,
        @Nullable String account,
        Instant submittedAt,
        @Nullable Instant endedAt) {

    /** First and last name, for headings and greetings. */
    public String personName() {
        return PersonName.of(legalFirstName, legalLastName);
    }

    /**
     * Whether it ends nothing yet, because its last day is still to come.
     *
     * @param today in Montana
     */
    public boolean isPlanned(LocalDate today) {
        return status.isEarly() && lastDay.isAfter(today);
    }

    /** Unique among open deletions. */
    String openKey() {
        return account == null ? emailAddress : account;
    }

    @Override
    public String toString() {
        return "AccessDeletion[" + number + ", " + status + "]";
    }
}

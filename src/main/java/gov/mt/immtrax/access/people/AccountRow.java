package gov.mt.immtrax.access.people;

import gov.mt.immtrax.access.account.AccessLevel;
import gov.mt.immtrax.access.account.AccountStatus;
import gov.mt.immtrax.access.account.InactivationReason;
import java.time.LocalDate;

/**
 * One account as a list shows it. Dates are dates in Montana.
 *
 * @param lastAccessOn null if it was never used, or no export said
 * @param agreementOn when the user agreement was signed here; null for one on paper
 * @param inactivatedOn null, as is the reason, while it is active
 * @param disputed whether it is disputed as not the supervisor's employee
 */
public record AccountRow(
        String number,
        String username,
        String firstName,
        String lastName,
        String emailAddress,
        String employer,
        String locationName,
        AccessLevel accessLevel,
        String supervisorName,
        String supervisorAddress,
        LocalDate lastAccessOn,
        LocalDate endDate,
        LocalDate agreementOn,
        AccountStatus status,
        InactivationReason inactivationReason,
        LocalDate inactivatedOn,
        boolean disputed) {

    public boolean isActive() {
        return status == AccountStatus.ACTIVE;
    }

    /** As lists that are sorted by it show a name. */
    public String lastThenFirst() {
        return lastName + ", " + firstName;
    }

    @Override
    public String toString() {
        return "AccountRow[" + number + ", " + status + "]";
    }
}

package gov.mt.immtrax.access.people;

import gov.mt.immtrax.access.account.AccessLevel;
import gov.mt.immtrax.access.account.AccountStatus;
import gov.mt.immtrax.access.account.InactivationReason;
import gov.mt.immtrax.access.account.PersonName;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * One account as a list shows it. Dates are dates in Montana.
 *
 * @param lastAccessOn null if it was never used or no export contained a last access
 * @param agreementOn when the user agreement was signed in this service; null if it was not
 * @param imported whether it came from an import, so that its agreement was signed on paper before this service;
 *     without a signature, the agreement of any other account is not known
 * @param inactivatedOn null, like the reason, while it is active
 * @param disputed whether the supervisor has disputed it
 * @param supervisorLeft whether the supervisor has left, and registry staff have to replace them
 */
public record AccountRow(
        String number,
        String username,
        String firstName,
        String lastName,
        @Nullable String emailAddress,
        String employer,
        String locationName,
        AccessLevel accessLevel,
        @Nullable String supervisorName,
        @Nullable String supervisorAddress,
        @Nullable LocalDate lastAccessOn,
        @Nullable LocalDate endDate,
        @Nullable LocalDate agreementOn,
        boolean imported,
        AccountStatus status,
        @Nullable InactivationReason inactivationReason,
        @Nullable LocalDate inactivatedOn,
        boolean disputed,
        boolean supervisorLeft) {

    public boolean isActive() {
        return status == AccountStatus.ACTIVE;
    }

    /** Whether nobody answers for it although it is in use. */
    public boolean isWithoutSupervisor() {
        return isActive() && (supervisorAddress == null || supervisorLeft);
    }

    public String personName() {
        return PersonName.of(firstName, lastName);
    }

    /** Message key for an agreement that was not signed in this service. */
    public String agreementKey() {
        return imported ? "people.paper" : "people.unknown";
    }

    /** The format of a name in lists that are sorted by name. */
    public String lastThenFirst() {
        return PersonName.lastThenFirst(firstName, lastName);
    }

    @Override
    public String toString() {
        return "AccountRow[" + number + ", " + status + "]";
    }
}

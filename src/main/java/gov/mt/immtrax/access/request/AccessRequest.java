package gov.mt.immtrax.access.request;

import gov.mt.immtrax.access.account.AccessLevel;
import gov.mt.immtrax.access.account.PersonName;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * One access request in its current state. Field names are those of the contract. Instants are UTC, dates are dates in
 * Montana; email addresses are normalized.
 *
 * @param number for example {@code REQ0100387}
 * @param account number of the account for which the supervisor started the request; null if the request only names a
 *     person. With an account, birth date and work address are null, because the form does not ask for them again, and
 *     phone number and job title may be
 * @param newEmailAddress another address of the account's user; null if it stays
 * @param otherEmployer what becomes of access under another employer; null if the supervisor did not say
 * @param paperworkCompleteAt when the last document arrived, or null while one is missing
 * @param dueAt when the current step is due, or null while no one needs to act
 * @param endedAt when the request ended, or null while it is open
 */
public record AccessRequest(
        String number,
        RequestStatus status,
        RequestType requestType,
        @Nullable String account,
        String legalFirstName,
        @Nullable String legalMiddleName,
        String legalLastName,
        @Nullable LocalDate dateOfBirth,
        @Nullable String phoneNumber,
        String emailAddress,
        @Nullable String newEmailAddress,
        String hadPriorAccess,
        @Nullable OtherEmployer otherEmployer,
        String employer,
        @Nullable String jobTitle,
        String locationName,
        @Nullable String vfcPin,
        @Nullable String streetAddress,
        @Nullable String city,
        @Nullable String state,
        @Nullable String county,
        @Nullable String zip,
        LocalDate startDate,
        @Nullable LocalDate endDate,
        AccessLevel accessLevel,
        String justification,
        String supervisorName,
        String supervisorJobTitle,
        String supervisorAddress,
        String supervisorIssuer,
        String supervisorSubject,
        Instant submittedAt,
        @Nullable Instant paperworkCompleteAt,
        @Nullable Instant dueAt,
        @Nullable Instant endedAt) {

    /** First and last name, for headings and greetings. */
    public String userName() {
        return PersonName.of(legalFirstName, legalLastName);
    }

    /** The whole legal name, for comparison with what the user signed. */
    public String legalName() {
        return legalMiddleName == null
                ? userName()
                : PersonName.of(PersonName.of(legalFirstName, legalMiddleName), legalLastName);
    }

    /**
     * Whether the account keeps its end date: its permissions change, and the form neither showed the account nor names
     * an end date. In any other request, no end date means that the access does not end.
     */
    public boolean keepsEndDate() {
        return requestType == RequestType.PERMISSIONS_CHANGE && account == null && endDate == null;
    }

    /** Whether the supervisor requests access for themselves, as the only person of a practice has to. */
    public boolean isOwn() {
        return emailAddress.equals(supervisorAddress);
    }

    @Override
    public String toString() {
        return "AccessRequest[" + number + ", " + requestType + ", " + status + "]";
    }
}

package gov.mt.immtrax.access.request;

import gov.mt.immtrax.access.account.AccessLevel;
import java.time.Instant;
import java.time.LocalDate;

/**
 * One access request, as it stands now. Field names are the contract's. Instants are UTC, dates are dates in Montana;
 * mail addresses are normalized.
 *
 * @param number as in {@code REQ0100387}
 * @param account number of the account that the supervisor began at; null if they named a person only. Then, and only
 *     then, are birth date, phone number, job title and the address of the workplace null: nobody is asked again for
 *     those
 * @param paperworkCompleteAt when the last paper arrived, or null while one is missing
 * @param dueAt when whoever's turn it is should be done, or null while nobody is waited for
 * @param endedAt when the request reached its end, or null while it is open
 */
public record AccessRequest(
        String number,
        RequestStatus status,
        RequestType requestType,
        String account,
        String legalFirstName,
        String legalMiddleName,
        String legalLastName,
        LocalDate dateOfBirth,
        String phoneNumber,
        String emailAddress,
        String hadPriorAccess,
        String employer,
        String jobTitle,
        String locationName,
        String vfcPin,
        String streetAddress,
        String city,
        String state,
        String county,
        String zip,
        LocalDate startDate,
        LocalDate endDate,
        AccessLevel accessLevel,
        String justification,
        String supervisorName,
        String supervisorJobTitle,
        String supervisorAddress,
        String supervisorIssuer,
        String supervisorSubject,
        Instant submittedAt,
        Instant paperworkCompleteAt,
        Instant dueAt,
        Instant endedAt) {

    /** First and last name, for headings and greetings. */
    public String userName() {
        return legalFirstName + " " + legalLastName;
    }

    @Override
    public String toString() {
        return "AccessRequest[" + number + ", " + requestType + ", " + status + "]";
    }
}

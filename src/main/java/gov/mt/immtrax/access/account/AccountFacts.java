package gov.mt.immtrax.access.account;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The data of an account that may change: its user, employer and access level, and the supervisor who is responsible
 * for it. Each change of one of these is a row in the history.
 *
 * @param emailAddress normalized; null if an import did not contain it
 * @param supervisorName null, like the address, while no authorizing official is known
 * @param agreementRequest the request with the user agreement on file; null if none was signed in this service
 * @param endDate the last day of access, in Montana; null if there is none
 */
public record AccountFacts(
        String username,
        String firstName,
        String lastName,
        @Nullable String emailAddress,
        String employer,
        String locationName,
        AccessLevel accessLevel,
        @Nullable String vfcPin,
        @Nullable String supervisorName,
        @Nullable String supervisorAddress,
        @Nullable String agreementRequest,
        @Nullable LocalDate endDate) {

    /** First and last name, for headings and greetings. */
    public String personName() {
        return PersonName.of(firstName, lastName);
    }

    /** The format of a name in lists that are sorted by name. */
    public String lastThenFirst() {
        return PersonName.lastThenFirst(firstName, lastName);
    }

    /** The same facts with another authorizing official. */
    public AccountFacts withSupervisor(@Nullable String name, String address) {
        return new AccountFacts(
                username,
                firstName,
                lastName,
                emailAddress,
                employer,
                locationName,
                accessLevel,
                vfcPin,
                name,
                address,
                agreementRequest,
                endDate);
    }

    /** The same facts with another email address of the user. */
    public AccountFacts withEmailAddress(String address) {
        return new AccountFacts(
                username,
                firstName,
                lastName,
                address,
                employer,
                locationName,
                accessLevel,
                vfcPin,
                supervisorName,
                supervisorAddress,
                agreementRequest,
                endDate);
    }

    /** The same facts with another access level. */
    public AccountFacts withAccessLevel(AccessLevel level) {
        return new AccountFacts(
                username,
                firstName,
                lastName,
                emailAddress,
                employer,
                locationName,
                level,
                vfcPin,
                supervisorName,
                supervisorAddress,
                agreementRequest,
                endDate);
    }

    /** Every fact as text by field name, in display order; null if there is no value. */
    Map<String, String> asText() {
        Map<String, String> text = new LinkedHashMap<>();
        text.put("username", username);
        text.put("firstName", firstName);
        text.put("lastName", lastName);
        text.put("emailAddress", emailAddress);
        text.put("employer", employer);
        text.put("locationName", locationName);
        text.put("accessLevel", accessLevel.name());
        text.put("vfcPin", vfcPin);
        text.put("supervisorName", supervisorName);
        text.put("supervisorAddress", supervisorAddress);
        text.put("agreementRequest", agreementRequest);
        text.put("endDate", endDate == null ? null : endDate.toString());
        return text;
    }

    @Override
    public String toString() {
        return "AccountFacts[" + accessLevel + "]";
    }
}

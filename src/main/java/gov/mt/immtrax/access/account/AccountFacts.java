package gov.mt.immtrax.access.account;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the register says of an account and somebody may change: whose it is, for whom and how far it goes, who answers
 * for it. Each change of one of these is a row of the history.
 *
 * @param emailAddress normalized; null if an import did not know it
 * @param supervisorName null, as is the address, while no authorizing official is known
 * @param agreementRequest the request whose user agreement counts; null for one from before this service
 * @param endDate the last day of the access in Montana; null if it has none
 */
public record AccountFacts(
        String username,
        String firstName,
        String lastName,
        String emailAddress,
        String employer,
        String locationName,
        AccessLevel accessLevel,
        String vfcPin,
        String supervisorName,
        String supervisorAddress,
        String agreementRequest,
        LocalDate endDate) {

    /** First and last name, for headings and greetings. */
    public String personName() {
        return firstName + " " + lastName;
    }

    /** The same account under another authorizing official. */
    public AccountFacts withSupervisor(String name, String address) {
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

    /** The same account, its user at another mail address. */
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

    /** The same account at another access level. */
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

    /**
     * Every fact as text under the name of its field, in the order in which people read them; null where there is none.
     */
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

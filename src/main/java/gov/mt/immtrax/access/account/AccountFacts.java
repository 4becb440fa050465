package gov.mt.immtrax.access.account;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The data of an account that may change: its user, employer and access level, and the supervisor who is responsible
 * for it. Each change of one of these is a row in the history.
 *
 * @param emailAddress normalized; null if an import did not contain it
 * @param supervisorName null, like the address, while no authorizing official is known
 * @param agreementRequest the request with the user agreement on file; null if none was signed in this service
 * @param endDate the last day of access, in Montana; null if there is none
 * @param phoneNumber null, like the job title, if no request said it
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
        @Nullable LocalDate endDate,
        @Nullable String phoneNumber,
        @Nullable String jobTitle) {

    /**
     * A fact that differs, as text.
     *
     * @param field name of the component
     */
    public record Difference(
            String field, @Nullable String before, @Nullable String after) {

        @Override
        public String toString() {
            return "Difference[" + field + "]";
        }
    }

    /** First and last name, for headings and greetings. */
    public String personName() {
        return PersonName.of(firstName, lastName);
    }

    /** The format of a name in lists that are sorted by name. */
    public String lastThenFirst() {
        return PersonName.lastThenFirst(firstName, lastName);
    }

    /** Whether user name and name of the person, which belong to the login and not to one employer, are the same. */
    boolean sharesLogin(AccountFacts other) {
        return username.equals(other.username) && firstName.equals(other.firstName) && lastName.equals(other.lastName);
    }

    /** The same facts with the user name and the name of the person that the login has under another employer. */
    AccountFacts ofLogin(AccountFacts other) {
        return with(Map.of("username", other.username, "firstName", other.firstName, "lastName", other.lastName));
    }

    /** The same facts with another authorizing official. */
    public AccountFacts withSupervisor(@Nullable String name, String address) {
        Map<String, @Nullable String> other = new LinkedHashMap<>();
        other.put("supervisorName", name);
        other.put("supervisorAddress", address);
        return with(other);
    }

    /** The same facts with another email address of the user. */
    public AccountFacts withEmailAddress(String address) {
        return with(Map.of("emailAddress", address));
    }

    /** The same facts with another access level. */
    public AccountFacts withAccessLevel(AccessLevel level) {
        return with(Map.of("accessLevel", level.name()));
    }

    /**
     * The same facts with other values.
     *
     * @param other as text by field name, as in {@link #asText}; a value of null takes the fact away
     */
    public AccountFacts with(Map<String, ? extends @Nullable String> other) {
        Map<String, @Nullable String> text = asText();
        text.putAll(other);
        String end = text.get("endDate");
        return new AccountFacts(
                Objects.requireNonNull(text.get("username")),
                Objects.requireNonNull(text.get("firstName")),
                Objects.requireNonNull(text.get("lastName")),
                text.get("emailAddress"),
                Objects.requireNonNull(text.get("employer")),
                Objects.requireNonNull(text.get("locationName")),
                AccessLevel.valueOf(Objects.requireNonNull(text.get("accessLevel"))),
                text.get("vfcPin"),
                text.get("supervisorName"),
                text.get("supervisorAddress"),
                text.get("agreementRequest"),
                end == null ? null : LocalDate.parse(end),
                text.get("phoneNumber"),
                text.get("jobTitle"));
    }

    /** What is different in other facts of the same account, in display order. */
    public List<Difference> differencesTo(AccountFacts after) {
        Map<String, @Nullable String> now = after.asText();
        return asText().entrySet().stream()
                .map(fact -> new Difference(fact.getKey(), fact.getValue(), now.get(fact.getKey())))
                .filter(it -> !Objects.equals(it.before(), it.after()))
                .toList();
    }

    /** Every fact as text by field name, in display order; null if there is no value. */
    public Map<String, @Nullable String> asText() {
        Map<String, @Nullable String> text = new LinkedHashMap<>();
        text.put("username", username);
        text.put("firstName", firstName);
        text.put("lastName", lastName);
        text.put("emailAddress", emailAddress);
        text.put("phoneNumber", phoneNumber);
        text.put("employer", employer);
        text.put("jobTitle", jobTitle);
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

package gov.mt.immtrax.access.people.web;

import gov.mt.immtrax.access.account.Account;
import gov.mt.immtrax.access.account.AccountFacts;
import gov.mt.immtrax.access.account.PersonName;
import gov.mt.immtrax.access.facility.Employers;
import gov.mt.immtrax.access.form.FormError;
import gov.mt.immtrax.access.form.FormField;
import gov.mt.immtrax.access.form.FormFile;
import gov.mt.immtrax.access.form.TypedText;
import gov.mt.immtrax.access.identity.EmailAddresses;
import gov.mt.immtrax.access.request.RequestedFacts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the help desk typed to correct an account: fields of the access request, which take the same values here, the
 * user name, and a reason.
 *
 * @param file of the access request
 * @param values by field, as they were typed
 */
record DetailsForm(Account account, FormFile file, Map<String, Object> values) {

    static final String USERNAME = "username";
    static final String NEW_ADDRESS = "newEmailAddress";
    static final String END_DATE = "endDate";
    static final String REASON = "reason";

    /** Fields of the access request, in the order of the page, with the facts that they correct. */
    private static final Map<String, String> FACTS = facts();

    private static final String LAST_NAME = "legalLastName";
    private static final String SUPERVISOR = "supervisorName";
    private static final Pattern USERNAMES = Pattern.compile("[^\\s<>]+");
    private static final int LONGEST_USERNAME = 60;
    private static final int LONGEST_REASON = 1000;

    private static Map<String, String> facts() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("legalFirstName", "firstName");
        facts.put(LAST_NAME, "lastName");
        facts.put(NEW_ADDRESS, "emailAddress");
        facts.put("phoneNumber", "phoneNumber");
        facts.put("employer", "employer");
        facts.put("jobTitle", "jobTitle");
        facts.put("locationName", "locationName");
        facts.put("vfcPin", "vfcPin");
        facts.put(END_DATE, "endDate");
        facts.put(SUPERVISOR, "supervisorName");
        return facts;
    }

    /** What the register says now. */
    static DetailsForm of(Account account, FormFile file) {
        Map<String, @Nullable String> facts = account.facts().asText();
        Map<String, Object> values = new LinkedHashMap<>();
        values.put(USERNAME, account.facts().username());
        FACTS.forEach((field, fact) -> {
            if (!field.equals(NEW_ADDRESS) && facts.get(fact) != null) {
                values.put(field, Objects.requireNonNull(facts.get(fact)));
            }
        });
        return new DetailsForm(account, file, values);
    }

    /** @param pageNames parameters that belong to the page and not to the form */
    static DetailsForm read(Account account, FormFile file, Map<String, String[]> parameters, String... pageNames) {
        Map<String, Object> values = file.read(parameters, pageNames);
        values.keySet()
                .removeIf(field ->
                        !FACTS.containsKey(field) && !Set.of(USERNAME, REASON).contains(field));
        return new DetailsForm(account, file, values);
    }

    /** The fields of the access request that are shown. */
    List<FormField> fields() {
        return asked().stream().map(field -> file.field(field).orElseThrow()).toList();
    }

    /** Without a supervisor there is no name to correct; registry staff say who it is. */
    private List<String> asked() {
        return FACTS.keySet().stream()
                .filter(field -> !field.equals(SUPERVISOR) || account.facts().supervisorAddress() != null)
                .toList();
    }

    /** What is wrong with a field by itself, by field. */
    Map<String, FormError> mistakes() {
        Map<String, FormError> mistakes = new LinkedHashMap<>();
        mistakeOf(USERNAME, LONGEST_USERNAME)
                .or(() -> USERNAMES.matcher(username()).matches()
                        ? Optional.empty()
                        : Optional.of(FormError.of(USERNAME, "form.provision-access.username.format")))
                .ifPresent(it -> mistakes.put(USERNAME, it));
        Map<String, Object> typed = new LinkedHashMap<>(values);
        typed.put("account", account.number()); // whose phone number and job title need not be known
        file.check(typed).stream()
                .filter(error -> asked().contains(error.field()))
                .forEach(error -> mistakes.putIfAbsent(error.field(), error));
        if (PersonName.NONE.equals(clean().get(LAST_NAME))) {
            mistakes.put(LAST_NAME, FormError.of(LAST_NAME, "request.rule.lastNameMissing"));
        }
        mistakeOf(REASON, LONGEST_REASON).ifPresent(it -> mistakes.put(REASON, it));
        return mistakes;
    }

    private Optional<FormError> mistakeOf(String field, int longest) {
        return text(field).isEmpty()
                ? Optional.of(FormError.of(field, "form.error.required"))
                : TypedText.mistake(field, text(field), longest);
    }

    /** What may mean another person or another employer. Call it only without {@link #mistakes}. */
    List<FormError> questions(Employers employers) {
        AccountFacts before = account.facts();
        AccountFacts after = before.with(corrected());
        List<FormError> questions = new ArrayList<>();
        if (RequestedFacts.namesAnother(before, after)) {
            questions.add(FormError.question(LAST_NAME, "people.question.otherPerson"));
        }
        if (RequestedFacts.changesEmployer(before, after, employers)) {
            questions.add(FormError.question("employer", "people.question.otherEmployer"));
        }
        return questions;
    }

    /** The facts as the page says them; a blank new address changes nothing, and a blank phone number is not known. */
    Map<String, @Nullable String> corrected() {
        Map<String, Object> clean = clean();
        Map<String, @Nullable String> facts = new LinkedHashMap<>();
        facts.put(USERNAME, username());
        asked().stream()
                .filter(field -> !field.equals(NEW_ADDRESS))
                .forEach(field -> facts.put(FACTS.get(field), (String) clean.get(field)));
        newAddress().ifPresent(address -> facts.put("emailAddress", address));
        return facts;
    }

    String username() {
        return text(USERNAME);
    }

    /** Normalized; empty if it was left blank. */
    Optional<String> newAddress() {
        return Optional.ofNullable((String) clean().get(NEW_ADDRESS)).map(EmailAddresses::normalize);
    }

    /** As text; null if there is none. */
    @Nullable
    String endDate() {
        return (String) clean().get(END_DATE);
    }

    String reason() {
        return text(REASON);
    }

    private String text(String field) {
        return values.get(field) instanceof String typed
                ? field.equals(REASON) ? TypedText.clean(typed) : TypedText.line(typed)
                : "";
    }

    private Map<String, Object> clean() {
        return file.clean(values);
    }

    /** The values, safe to show on the page. */
    Map<String, String> visible() {
        return values.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        it -> it.getKey().equals(REASON)
                                ? TypedText.visibleText(it.getValue().toString())
                                : TypedText.visible(it.getValue().toString())));
    }

    @Override
    public String toString() {
        return "DetailsForm[" + account.number() + "]";
    }
}

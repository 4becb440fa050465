package gov.mt.immtrax.access.people.web;

import gov.mt.immtrax.access.form.FormError;
import gov.mt.immtrax.access.form.TypedText;
import gov.mt.immtrax.access.identity.EmailAddresses;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What registry staff typed to replace a supervisor.
 *
 * @param account number of the one account to move; blank for all of {@code from}
 * @param from address of the supervisor who left
 * @param moved number of accounts and requests that the preview showed; null before the preview
 */
record ReplacementForm(String account, String from, String name, String address, String reason, Integer moved) {

    private static final int LONGEST_NAME = 128;
    private static final int LONGEST_ADDRESS = 254;
    private static final int LONGEST_REASON = 1000;
    private static final String ADDRESS = "[^\\s@<>]+@[^\\s@<>]+\\.[^\\s@<>]+";

    ReplacementForm {
        account = account == null ? null : TypedText.line(account);
        from = from == null ? null : TypedText.line(from);
        name = name == null ? null : TypedText.line(name);
        address = address == null ? null : TypedText.line(address);
        reason = reason == null ? null : TypedText.clean(reason);
    }

    boolean isAboutOne() {
        return account != null && !account.isBlank();
    }

    /** The errors, by field, in the order of the page. */
    Map<String, FormError> errors() {
        Map<String, FormError> errors = new LinkedHashMap<>();
        if (!isAboutOne()) {
            checkAddress(errors, "from", from);
        }
        check(errors, "name", name, LONGEST_NAME);
        if (!errors.containsKey("name") && name.chars().anyMatch(it -> "<>{}".indexOf(it) >= 0)) {
            errors.put("name", FormError.of("name", "form.decide-responsibility.name.format"));
        }
        checkAddress(errors, "address", address);
        if (!isAboutOne() && errors.isEmpty() && normal(from).equals(normal(address))) {
            errors.put("address", FormError.of("address", "people.rule.sameSupervisor"));
        }
        check(errors, "reason", reason, LONGEST_REASON);
        return errors;
    }

    /** A copy that is safe to show on the page. */
    ReplacementForm visible() {
        return new ReplacementForm(
                account,
                line(from),
                line(name),
                line(address),
                reason == null ? null : TypedText.visibleText(reason),
                moved);
    }

    private static String line(String typed) {
        return typed == null ? null : TypedText.visible(typed);
    }

    static String normal(String address) {
        return EmailAddresses.normalize(address);
    }

    private static void checkAddress(Map<String, FormError> errors, String field, String typed) {
        check(errors, field, typed, LONGEST_ADDRESS);
        if (!errors.containsKey(field) && !typed.matches(ADDRESS)) {
            errors.put(field, FormError.of(field, "form.error.email"));
        }
    }

    private static void check(Map<String, FormError> errors, String field, String typed, int longest) {
        if (typed == null || typed.isBlank()) {
            errors.put(field, FormError.of(field, "form.error.required"));
        } else {
            TypedText.mistake(field, typed, longest).ifPresent(it -> errors.put(field, it));
        }
    }

    @Override
    public String toString() {
        return "ReplacementForm[" + (isAboutOne() ? "one" : "all") + "]";
    }
}

package gov.mt.immtrax.access.people.web;

import gov.mt.immtrax.access.form.FormError;
import gov.mt.immtrax.access.form.TypedText;
import gov.mt.immtrax.access.identity.EmailAddresses;
import gov.mt.immtrax.access.people.replacement.NewSupervisor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What registry staff typed to replace a supervisor.
 *
 * @param account number of the one account to move; blank for all of {@code from}
 * @param from address of the supervisor who left
 * @param moved number of accounts and requests that the preview showed; null before the preview
 */
record ReplacementForm(
        @Nullable String account,
        @Nullable String from,
        @Nullable String name,
        @Nullable String address,
        @Nullable String reason,
        @Nullable Integer moved) {

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
        return one().isPresent();
    }

    /** The errors, by field, in the order of the page. */
    Map<String, FormError> errors() {
        Map<String, FormError> errors = new LinkedHashMap<>();
        if (!isAboutOne()) {
            checkAddress(errors, "from", from);
        }
        check(errors, "name", name, LONGEST_NAME);
        if (!errors.containsKey("name") && cleaned(name).chars().anyMatch(it -> "<>{}".indexOf(it) >= 0)) {
            errors.put("name", FormError.of("name", "form.decide-dispute.name.format"));
        }
        checkAddress(errors, "address", address);
        if (!isAboutOne() && errors.isEmpty() && former().equals(normal(address))) {
            errors.put("address", FormError.of("address", "people.rule.sameSupervisor"));
        }
        check(errors, "reason", reason, LONGEST_REASON);
        return errors;
    }

    /** Number of the one account to move; empty for all accounts of a supervisor. */
    Optional<String> one() {
        return Optional.ofNullable(account).filter(it -> !it.isBlank());
    }

    /**
     * Normalized address of the supervisor who left. Call it only without {@link #errors()}, and not for one account.
     */
    String former() {
        return normal(from);
    }

    /** The new supervisor. Call it only without {@link #errors()}. */
    NewSupervisor by() {
        return new NewSupervisor(cleaned(name), Objects.requireNonNull(address));
    }

    /** The reason as it is stored. Call it only without {@link #errors()}. */
    String why() {
        return cleaned(reason);
    }

    private static String cleaned(@Nullable String typed) {
        return TypedText.clean(Objects.requireNonNull(typed));
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

    private static @Nullable String line(@Nullable String typed) {
        return typed == null ? null : TypedText.visible(typed);
    }

    private static String normal(@Nullable String address) {
        return EmailAddresses.normalize(Objects.requireNonNull(address));
    }

    private static void checkAddress(Map<String, FormError> errors, String field, @Nullable String typed) {
        check(errors, field, typed, LONGEST_ADDRESS);
        if (typed != null && !errors.containsKey(field) && !typed.matches(ADDRESS)) {
            errors.put(field, FormError.of(field, "form.error.email"));
        }
    }

    private static void check(Map<String, FormError> errors, String field, @Nullable String typed, int longest) {
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

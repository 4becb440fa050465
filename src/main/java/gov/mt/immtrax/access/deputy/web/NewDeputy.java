package gov.mt.immtrax.access.deputy.web;

import gov.mt.immtrax.access.form.FormError;
import gov.mt.immtrax.access.form.TypedText;
import gov.mt.immtrax.access.identity.EmailAddresses;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an official typed to name a deputy. */
record NewDeputy(@Nullable String name, @Nullable String address) {

    static final NewDeputy NONE = new NewDeputy(null, null);

    private static final int LONGEST_NAME = 128;
    private static final int LONGEST_ADDRESS = 254;
    private static final String ADDRESS = "[^\\s@<>]+@[^\\s@<>]+\\.[^\\s@<>]+";

    NewDeputy {
        name = name == null ? null : TypedText.line(name);
        address = address == null ? null : TypedText.line(address);
    }

    /** The errors, by field, in the order of the page. */
    Map<String, FormError> errors() {
        Map<String, FormError> errors = new LinkedHashMap<>();
        check(errors, "name", cleanName(), LONGEST_NAME);
        if (!errors.containsKey("name") && cleanName().chars().anyMatch(it -> "<>{}".indexOf(it) >= 0)) {
            errors.put("name", FormError.of("name", "form.decide-dispute.name.format"));
        }
        check(errors, "address", normalAddress(), LONGEST_ADDRESS);
        if (!errors.containsKey("address") && !normalAddress().matches(ADDRESS)) {
            errors.put("address", FormError.of("address", "form.error.email"));
        }
        return errors;
    }

    String cleanName() {
        return name == null ? "" : name;
    }

    String normalAddress() {
        return address == null ? "" : EmailAddresses.normalize(address);
    }

    /** A copy that is safe to show on the page. */
    NewDeputy visible() {
        return new NewDeputy(TypedText.visible(cleanName()), address == null ? null : TypedText.visible(address));
    }

    private static void check(Map<String, FormError> errors, String field, String typed, int longest) {
        if (typed.isBlank()) {
            errors.put(field, FormError.of(field, "form.error.required"));
        } else {
            TypedText.mistake(field, typed, longest).ifPresent(it -> errors.put(field, it));
        }
    }

    @Override
    public String toString() {
        return "NewDeputy";
    }
}

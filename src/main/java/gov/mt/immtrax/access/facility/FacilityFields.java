package gov.mt.immtrax.access.facility;

import gov.mt.immtrax.access.form.FormError;
import gov.mt.immtrax.access.form.FormField;
import gov.mt.immtrax.access.form.FormFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;

/**
 * The fields of a facility. They are those of the access request and take the same values, so that whatever the
 * directory says can be requested. Only employer and location are required.
 */
public final class FacilityFields {

    /** In the order of the form. */
    public static final List<String> NAMES =
            List.of("employer", "locationName", "vfcPin", "streetAddress", "city", "state", "county", "zip");

    /** What a facility must have. */
    public static final Set<String> REQUIRED = Set.of("employer", "locationName");

    private static final FormFile REQUEST = request();
    private static final Pattern PIN = Pattern.compile("(?i)(?:VFC|PIN|MT|[ #:.-])*([0-9]{1,10})");

    private FacilityFields() {}

    public static List<FormField> all() {
        return NAMES.stream().map(it -> REQUEST.field(it).orElseThrow()).toList();
    }

    /** The fields among the parameters of a page, as they are stored. */
    public static Map<String, Object> read(Map<String, String[]> parameters) {
        Map<String, String[]> known = new LinkedHashMap<>(parameters);
        known.keySet().retainAll(NAMES);
        return REQUEST.read(known);
    }

    /** The fields in whatever way they were typed, as they are stored. */
    public static Map<String, Object> clean(Map<String, ? extends @Nullable Object> typed) {
        Map<String, @Nullable Object> known = new LinkedHashMap<>(typed);
        known.keySet().retainAll(NAMES);
        return REQUEST.clean(known);
    }

    /** What is wrong, by field. */
    public static Map<String, FormError> mistakes(Map<String, ?> values) {
        Map<String, FormError> mistakes = new LinkedHashMap<>();
        REQUEST.check(values).stream()
                .filter(error -> NAMES.contains(error.field()))
                .filter(error -> REQUIRED.contains(error.field()) || values.containsKey(error.field()))
                .forEach(error -> mistakes.putIfAbsent(error.field(), error));
        return mistakes;
    }

    /** The digits of a VFC PIN, as people write it; empty if a text is something else. */
    static Optional<String> pin(String typed) {
        Matcher pin = PIN.matcher(typed.strip());
        return pin.matches() ? Optional.of(pin.group(1)) : Optional.empty();
    }

    private static FormFile request() {
        try {
            return FormFile.parse(
                    "access-request",
                    new ClassPathResource("forms/access-request.html").getContentAsString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package gov.mt.immtrax.access.form;

import gov.mt.immtrax.access.form.FormField.Control;
import gov.mt.immtrax.access.form.FormField.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.commons.codec.digest.DigestUtils;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jspecify.annotations.Nullable;

/**
 * One version of a file in {@code forms/}: the contract between the person who fills it in, on any page, and the
 * engine. Immutable.
 */
public final class FormFile {

    /** Up to this many unknown names get an error each; a submission with more gets a single error. */
    private static final int MOST_UNKNOWN = 10;

    private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_.-]{0,39}");
    /** Ten digits of a phone number with any usual separators, such as (406) 444-1234 or +1 406.444.1234. */
    private static final Pattern PHONE =
            Pattern.compile("(?:\\+?1[ .-]?)?\\(?([0-9]{3})\\)?[ .-]?([0-9]{3})[ .-]?([0-9]{4})");

    private static final Pattern MONTANA_DAY = Pattern.compile("([0-9]{1,2})[-/]([0-9]{1,2})[-/]([0-9]{4})");

    private final String name;
    private final String textVersion;
    private final String sha256;
    private final Document document;
    private final Map<String, FormField> fields = new LinkedHashMap<>();

    private FormFile(String name, String html) {
        this.name = name;
        this.sha256 = DigestUtils.sha256Hex(html);
        this.document = Jsoup.parseBodyFragment(html);
        this.document.outputSettings().prettyPrint(false);
        new FormParser(name, document).fields().forEach(field -> fields.put(field.name(), field));
        this.textVersion = document.expectFirst("form").attr("data-text-version");
    }

    /**
     * Reads a form file.
     *
     * @param name file name without folder and extension
     * @throws IllegalArgumentException with the file and the field, if a page could not do what the file says
     */
    public static FormFile parse(String name, String html) {
        return new FormFile(name, html);
    }

    /** File name without folder and extension. */
    public String name() {
        return name;
    }

    /** Version of the wording that a signature refers to, or an empty string if nothing is signed. */
    public String textVersion() {
        return textVersion;
    }

    /** SHA-256 of the file's bytes, in lower-case hexadecimal. */
    public String sha256() {
        return sha256;
    }

    /** All fields, in the order of the file. */
    public List<FormField> fields() {
        return List.copyOf(fields.values());
    }

    public Optional<FormField> field(String fieldName) {
        return Optional.ofNullable(fields.get(fieldName));
    }

    /** A copy of the parsed file, which callers may change. */
    Document document() {
        return document.clone();
    }

    /**
     * Checks a submission field by field; rules across several fields are {@link FormRule}s. Values are normalized as
     * in {@link #clean}.
     *
     * @return empty if every declared field is valid and there is no other field
     */
    public List<FormError> check(Map<String, ?> submitted) {
        List<FormError> errors = new ArrayList<>();
        Set<String> unknown =
                submitted.keySet().stream().filter(n -> !fields.containsKey(n)).collect(Collectors.toSet());
        if (unknown.size() > MOST_UNKNOWN) {
            return List.of(FormError.of("", "form.error.tooMany"));
        }
        fields.values().stream()
                .filter(field -> !isSpared(field, submitted))
                .forEach(field ->
                        field.check(normalize(submitted.get(field.name()))).ifPresent(errors::add));
        unknown.stream().sorted().map(FormFile::unknown).forEach(errors::add);
        return errors;
    }

    /** Whether a field is blank and may be, because another field is filled in. */
    boolean isSpared(FormField field, Map<String, ?> submitted) {
        return field.unless() != null && isBlank(field.name(), submitted) && !isBlank(field.unless(), submitted);
    }

    private static boolean isBlank(String field, Map<String, ?> submitted) {
        Object value = normalize(submitted.get(field));
        return value == null || "".equals(value);
    }

    /**
     * The values as they are stored: declared fields only, trimmed, line ends as {@code \n}, characters composed (NFC),
     * without blank ones. Does not check whether they are valid.
     */
    public Map<String, Object> clean(Map<String, ?> submitted) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (FormField field : fields.values()) {
            Object value = normalize(submitted.get(field.name()));
            if (value != null && !"".equals(value)) {
                values.put(field.name(), value);
            }
        }
        return values;
    }

    /** The values as they are stored; empty if any of them is invalid. */
    public Optional<Map<String, Object>> valid(Map<String, ?> submitted) {
        return check(submitted).isEmpty() ? Optional.of(clean(submitted)) : Optional.empty();
    }

    /**
     * Turns the parameters of one of our own pages into a submission for {@link #check}: ticked boxes become
     * {@code true}, blank texts are left out, days typed as 11-07-2022 or 11/07/2022 (in browsers without a date
     * picker) become ISO days, ten digits of a phone number become 406-444-1234. Undeclared names are kept, so that
     * {@link #check} refuses them.
     *
     * @param hostNames parameter names that belong to the page and not to the form, such as the names of its buttons;
     *     {@code _csrf} is always one
     */
    public Map<String, Object> read(Map<String, String[]> parameters, String... hostNames) {
        Set<String> ofHost = new HashSet<>(Arrays.asList(hostNames));
        ofHost.add("_csrf");
        Map<String, Object> submitted = new LinkedHashMap<>();
        parameters.forEach((parameter, values) -> {
            if (!ofHost.contains(parameter)) {
                Object value = read(fields.get(parameter), values);
                if (!"".equals(value)) {
                    submitted.put(parameter, value);
                }
            }
        });
        return submitted;
    }

    private static Object read(@Nullable FormField field, String[] values) {
        if (values.length != 1) {
            return List.of(values);
        }
        if (field == null) {
            return values[0];
        }
        String value = TypedText.clean(values[0]);
        if (field.kind() == Kind.BOOLEAN) {
            return switch (value) {
                case "true", "on" -> true;
                case "false" -> false;
                default -> value;
            };
        }
        Matcher phone = PHONE.matcher(value);
        if (field.control() == Control.TEL && phone.matches()) {
            return phone.group(1) + "-" + phone.group(2) + "-" + phone.group(3);
        }
        Matcher day = MONTANA_DAY.matcher(value);
        return field.control() == Control.DATE && day.matches()
                ? "%s-%2s-%2s"
                        .formatted(day.group(3), day.group(1), day.group(2))
                        .replace(' ', '0')
                : value;
    }

    private static @Nullable Object normalize(@Nullable Object value) {
        return value instanceof String text ? TypedText.clean(text) : value;
    }

    /** The name comes from outside; it is repeated only if it is harmless in a log. */
    private static FormError unknown(String submittedName) {
        return FormError.of(PLAIN_NAME.matcher(submittedName).matches() ? submittedName : "", "form.error.unknown");
    }

    @Override
    public String toString() {
        return "FormFile[" + name + ", " + sha256.substring(0, 8) + "]";
    }
}

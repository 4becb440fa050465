package gov.mt.immtrax.access.form;

import gov.mt.immtrax.access.form.FormField.Control;
import gov.mt.immtrax.access.form.FormField.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
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
                .forEach(field -> field.check(field.normalize(submitted.get(field.name())))
                        .ifPresent(errors::add));
        unknown.stream().sorted().map(FormFile::unknown).forEach(errors::add);
        return errors;
    }

    /** Whether a field is blank and may be, because another field is filled in. */
    boolean isSpared(FormField field, Map<String, ?> submitted) {
        FormField other = field.unless() == null ? null : fields.get(field.unless());
        return other != null && isBlank(field, submitted) && !isBlank(other, submitted);
    }

    private static boolean isBlank(FormField field, Map<String, ?> submitted) {
        Object value = field.normalize(submitted.get(field.name()));
        return value == null || "".equals(value);
    }

    /**
     * The values as they are stored, in whatever way they were typed: declared fields only, as {@link TypedText#clean}
     * does, without blank ones. Does not check whether they are valid.
     */
    public Map<String, Object> clean(Map<String, ?> submitted) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (FormField field : fields.values()) {
            Object value = field.normalize(submitted.get(field.name()));
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
     * {@code true}, blank texts are left out, the three inputs of a date become one text, and what was typed in another
     * way becomes what is stored. Undeclared names are kept, so that {@link #check} refuses them.
     *
     * @param hostNames parameter names that belong to the page and not to the form, such as the names of its buttons;
     *     {@code _csrf} is always one
     */
    public Map<String, Object> read(Map<String, String[]> parameters, String... hostNames) {
        Set<String> ofHost = new HashSet<>(Arrays.asList(hostNames));
        ofHost.add("_csrf");
        Map<String, Object> submitted = new LinkedHashMap<>();
        Map<String, String[]> whole = new LinkedHashMap<>(parameters);
        fields.values().stream()
                .filter(field -> field.control() == Control.DATE)
                .forEach(field -> joinDate(field.name(), whole));
        whole.forEach((parameter, values) -> {
            if (!ofHost.contains(parameter)) {
                Object value = read(fields.get(parameter), values);
                if (!"".equals(value)) {
                    submitted.put(parameter, value);
                }
            }
        });
        return submitted;
    }

    /** Puts one text in place of the three inputs of a date. What was sent more than once stays, and is refused. */
    private static void joinDate(String field, Map<String, String[]> parameters) {
        List<String> names = new ArrayList<>(TypedDate.inputsOf(field));
        names.add(field);
        Map<String, String[]> sent = new LinkedHashMap<>();
        names.stream().filter(parameters::containsKey).forEach(it -> sent.put(it, parameters.remove(it)));
        if (sent.isEmpty()) {
            return;
        }
        Optional<String[]> repeated =
                sent.values().stream().filter(values -> values.length != 1).findFirst();
        String[] one = {
            TypedDate.read(field, it -> sent.containsKey(it) && sent.get(it).length == 1 ? sent.get(it)[0] : null)
                    .text()
        };
        parameters.put(field, repeated.orElse(one));
    }

    private static Object read(@Nullable FormField field, String[] values) {
        if (values.length != 1) {
            return List.of(values);
        }
        if (field == null) {
            return values[0];
        }
        Object value = Objects.requireNonNull(field.normalize(values[0]));
        if (field.kind() == Kind.BOOLEAN) {
            return switch ((String) value) {
                case "true", "on" -> true;
                case "false" -> false;
                default -> value;
            };
        }
        return value;
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

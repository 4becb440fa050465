package gov.mt.immtrax.access.form;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One declared field of a form file, with every limit that the file sets, so that browser, Tasklist and engine hold the
 * same ones.
 *
 * @param control the HTML control; decides what kind of value is allowed
 * @param label the English label
 * @param labelKey message key of the label
 * @param shown whether the host shows the value and the person cannot change it; then it may be left out of a
 *     submission
 * @param maxLength most characters (UTF-16, as browsers count), 0 where the control needs no limit
 * @param pattern what the whole value must match, or {@code null}
 * @param patternKey message that explains the pattern
 * @param min first allowed day, or {@code null}
 * @param max last allowed day, or {@code null}
 * @param options allowed choices of a select, else empty
 * @param unless name of a field that says so much when it is filled in that this one may be left out; or {@code null}
 */
public record FormField(
        String name,
        Control control,
        String label,
        String labelKey,
        boolean required,
        boolean shown,
        int maxLength,
        Pattern pattern,
        String patternKey,
        LocalDate min,
        LocalDate max,
        List<Option> options,
        String unless) {

    /** Type of the value that a submission carries. */
    public enum Kind {
        STRING,
        BOOLEAN
    }

    /**
     * The controls that both hosts can handle; radio buttons are none, Tasklist's form code takes one input for each
     * name.
     */
    public enum Control {
        TEXT,
        EMAIL,
        TEL,
        DATE,
        TEXTAREA,
        SELECT,
        CHECKBOX
    }

    /** One choice of a select. */
    public record Option(String value, String label, String messageKey) {}

    private static final DateTimeFormatter ISO_DAY =
            DateTimeFormatter.ofPattern("uuuu-MM-dd", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);
    private static final DateTimeFormatter MONTANA_DAY = DateTimeFormatter.ofPattern("MM-dd-uuuu", Locale.ROOT);
    private static final Pattern ADDRESS =
            Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
                    + "@([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.)+[A-Za-z]([A-Za-z0-9-]{0,61}[A-Za-z0-9])");
    private static final Pattern TELEPHONE = Pattern.compile("[0-9+(). -]+");
    private static final int MOST_BEFORE_AT = 64;

    public FormField {
        options = List.copyOf(options);
    }

    public Kind kind() {
        return control == Control.CHECKBOX ? Kind.BOOLEAN : Kind.STRING;
    }

    /**
     * Whether this is the whole of an address that a mail can be sent to; also for what comes in by another way than a
     * form.
     */
    public static boolean isEmailAddress(String text) {
        return ADDRESS.matcher(text).matches() && text.indexOf('@') <= MOST_BEFORE_AT;
    }

    /**
     * Checks one normalized value.
     *
     * @param value {@code null} when it was left out
     */
    Optional<FormError> check(Object value) {
        if (value == null || "".equals(value)) {
            return required && !shown ? refuse(missingKey()) : Optional.empty();
        }
        if (kind() == Kind.BOOLEAN) {
            return value instanceof Boolean ticked
                    ? (required && !ticked ? refuse(missingKey()) : Optional.empty())
                    : refuse("form.error.type");
        }
        return value instanceof String text ? checkText(text) : refuse("form.error.type");
    }

    private Optional<FormError> checkText(String text) {
        if (maxLength > 0 && text.length() > maxLength) {
            return refuse("form.error.tooLong", maxLength);
        }
        if (!(control == Control.TEXTAREA ? TypedText.isText(text) : TypedText.isLine(text))) {
            return refuse(TypedText.REFUSED);
        }
        return switch (control) {
            case SELECT ->
                options.stream().anyMatch(o -> o.value().equals(text)) ? Optional.empty() : refuse("form.error.option");
            case DATE -> checkDay(text);
            case EMAIL -> isEmailAddress(text) ? checkPattern(text) : refuse("form.error.email");
            case TEL -> TELEPHONE.matcher(text).matches() ? checkPattern(text) : refuse(patternKey);
            default -> checkPattern(text);
        };
    }

    private Optional<FormError> checkPattern(String text) {
        return pattern == null || pattern.matcher(text).matches() ? Optional.empty() : refuse(patternKey);
    }

    private Optional<FormError> checkDay(String text) {
        LocalDate day;
        try {
            day = LocalDate.parse(text, ISO_DAY);
        } catch (DateTimeParseException e) {
            return refuse("form.error.date");
        }
        if (min != null && day.isBefore(min)) {
            return refuse("form.error.min", MONTANA_DAY.format(min));
        }
        if (max != null && day.isAfter(max)) {
            return refuse("form.error.max", MONTANA_DAY.format(max));
        }
        return Optional.empty();
    }

    private String missingKey() {
        return switch (control) {
            case CHECKBOX -> "form.error.tick";
            case SELECT -> "form.error.choose";
            default -> "form.error.required";
        };
    }

    private Optional<FormError> refuse(String messageKey, Object... arguments) {
        return Optional.of(FormError.of(name, messageKey, arguments));
    }
}

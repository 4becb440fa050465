package gov.mt.immtrax.access.form;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A field of a form file with all its limits, so that browser, Tasklist and engine enforce the same ones.
 *
 * @param control the HTML control; decides what kind of value is allowed
 * @param label the English label
 * @param labelKey message key of the label
 * @param shown whether the page shows the value read-only; such a field may be missing from a submission
 * @param maxLength longest length in UTF-16 characters, as browsers count; 0 if the control has no limit
 * @param pattern what the whole value must match, or {@code null}; of a select, what further choices look like
 * @param patternKey message key of the explanation of the pattern
 * @param typed other ways to type the value, or {@code null} for none
 * @param stored what is stored of a value that was typed in one of these ways, with groups as $1
 * @param min first allowed day, or {@code null}
 * @param max last allowed day, or {@code null}
 * @param options allowed choices of a select that the file names, otherwise empty
 * @param verbatim whether nothing is left out of what was typed, as in a password; what cannot be seen is refused then
 * @param unless name of another field; if that field is filled in, this one may be left out; or {@code null}
 */
public record FormField(
        String name,
        Control control,
        String label,
        String labelKey,
        boolean required,
        boolean shown,
        int maxLength,
        @Nullable Pattern pattern,
        String patternKey,
        @Nullable Pattern typed,
        @Nullable String stored,
        @Nullable LocalDate min,
        @Nullable LocalDate max,
        List<Option> options,
        boolean verbatim,
        @Nullable String unless) {

    /** Type of the value that a submission carries. */
    public enum Kind {
        STRING,
        BOOLEAN
    }

    /**
     * The controls that both our pages and Tasklist support. Not radio buttons, because Tasklist's form code accepts
     * only one input per name.
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

    private static final DateTimeFormatter MONTANA_DAY = DateTimeFormatter.ofPattern("MM-dd-uuuu", Locale.ROOT);
    private static final Pattern ADDRESS =
            Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
                    + "@([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.)+[A-Za-z]([A-Za-z0-9-]{0,61}[A-Za-z0-9])");
    private static final Pattern TELEPHONE = Pattern.compile("[0-9+(). x-]+");
    /**
     * Ten digits of a phone number with any usual separators and perhaps an extension, such as (406) 444-1234, +1
     * 406.444.1234 or 406-444-1234, ext. 12.
     */
    private static final Pattern TYPED_TELEPHONE = Pattern.compile(
            "(?:\\+?1SEP)?\\(?([0-9]{3})\\)?SEP([0-9]{3})SEP([0-9]{4})".replace("SEP", "[ ./\u2010-\u2015-]{0,3}")
                    + "(?:[ ,;(]*(?:#|x|ext|extn|extension)[.:# ]*([0-9]{1,6})\\)?)?",
            Pattern.CASE_INSENSITIVE);

    private static final int MOST_BEFORE_AT = 64;

    public FormField {
        options = List.copyOf(options);
    }

    public Kind kind() {
        return control == Control.CHECKBOX ? Kind.BOOLEAN : Kind.STRING;
    }

    /** Whether a text is a complete email address. Also used for addresses that do not come from a form. */
    public static boolean isEmailAddress(String text) {
        return ADDRESS.matcher(text).matches() && text.indexOf('@') <= MOST_BEFORE_AT;
    }

    /** The value as it is stored, whatever way it was typed in. A value that is not valid stays as it is. */
    @Nullable
    Object normalize(@Nullable Object value) {
        if (!(value instanceof String typedText)) {
            return value;
        }
        if (verbatim) {
            return typedText.strip();
        }
        String text = control == Control.TEXTAREA ? TypedText.clean(typedText) : TypedText.line(typedText);
        return switch (control) {
            case DATE -> TypedDate.parse(text).date().map(LocalDate::toString).orElse(text);
            case TEL -> telephone(text);
            default ->
                typed != null && typed.matcher(text).matches()
                        ? typed.matcher(text).replaceFirst(stored)
                        : text;
        };
    }

    private static String telephone(String text) {
        Matcher number = TYPED_TELEPHONE.matcher(text);
        if (!number.matches()) {
            return text;
        }
        String extension = number.group(4) == null ? "" : " x" + number.group(4);
        return number.group(1) + "-" + number.group(2) + "-" + number.group(3) + extension;
    }

    /**
     * Checks one normalized value.
     *
     * @param value {@code null} when it was left out
     */
    Optional<FormError> check(@Nullable Object value) {
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
            return refuse("form.error.tooLong", maxLength, text.length());
        }
        if (!(control == Control.TEXTAREA ? TypedText.isText(text) : TypedText.isLine(text))) {
            return refuse(TypedText.REFUSED);
        }
        return switch (control) {
            case SELECT ->
                options.stream().anyMatch(o -> o.value().equals(text))
                                || pattern != null && pattern.matcher(text).matches()
                        ? Optional.empty()
                        : refuse("form.error.option");
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
        TypedDate typedDate = TypedDate.parse(text);
        if (typedDate.date().isEmpty()) {
            return typedDate.mistake(name);
        }
        LocalDate day = typedDate.date().get();
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

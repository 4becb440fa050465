package gov.mt.immtrax.access.number;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A number together with its kind. Tables and the engine store only the text; the kind is needed where rooms that own
 * different kinds work together.
 *
 * @param text prefix and seven digits, for example {@code REQ0100387}
 */
public record CaseNumber(CaseKind kind, String text) {

    /** @throws IllegalArgumentException if the text does not have the format of this kind */
    public CaseNumber {
        if (!kind.matches(text)) {
            throw new IllegalArgumentException("Not a valid number of the kind " + kind + ": " + text);
        }
    }

    /**
     * A number of one of the given kinds.
     *
     * @throws IllegalArgumentException if it has the format of none of them
     */
    public static CaseNumber of(String text, CaseKind... kinds) {
        return Arrays.stream(kinds)
                .filter(kind -> kind.matches(text))
                .findFirst()
                .map(kind -> kind.of(text))
                .orElseThrow(() -> new IllegalArgumentException(
                        "Not a valid number of any of the kinds " + Arrays.toString(kinds)));
    }

    /**
     * Normalizes a number that a person typed. Case and surrounding spaces do not matter.
     *
     * @param typed may be null
     * @return empty if it does not have the format of any kind
     */
    public static Optional<String> read(@Nullable String typed) {
        return Optional.ofNullable(typed)
                .map(text -> text.strip().toUpperCase(Locale.ROOT))
                .filter(CaseNumber::isNumber);
    }

    /** Whether a text, which may be null, has the format of any kind. */
    public static boolean isNumber(String text) {
        return !CaseKind.allOf(text).isEmpty();
    }

    /** The digits as a number, for example 100387. */
    public int value() {
        return Integer.parseInt(text.substring(kind.prefix().length()));
    }

    /** The text. */
    @Override
    public String toString() {
        return text;
    }
}

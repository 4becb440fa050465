package gov.mt.immtrax.access.number;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * A number that says what it is of. Tables and the engine keep its text; where rooms meet that own different kinds, the
 * kind goes along.
 *
 * @param text prefix and seven digits, as in {@code REQ0100387}
 */
public record CaseNumber(CaseKind kind, String text) {

    /** @throws IllegalArgumentException if the text is not written as a number of this kind is */
    public CaseNumber {
        if (!kind.matches(text)) {
            throw new IllegalArgumentException("Not a number of the kind " + kind + ": " + text);
        }
    }

    /**
     * A number that is of one of some kinds.
     *
     * @throws IllegalArgumentException if it is of none of them
     */
    public static CaseNumber of(String text, CaseKind... kinds) {
        return Arrays.stream(kinds)
                .filter(kind -> kind.matches(text))
                .findFirst()
                .map(kind -> kind.of(text))
                .orElseThrow(() -> new IllegalArgumentException("Not a number of " + Arrays.toString(kinds)));
    }

    /**
     * A number as somebody typed it, in the way in which it is written; case and spaces around it do not matter.
     *
     * @param typed may be null
     * @return empty if it is no number of any kind
     */
    public static Optional<String> read(String typed) {
        return Optional.ofNullable(typed)
                .map(text -> text.strip().toUpperCase(Locale.ROOT))
                .filter(CaseNumber::isNumber);
    }

    /** Whether a text, which may be null, is written as a number of any kind is. */
    public static boolean isNumber(String text) {
        return !CaseKind.allOf(text).isEmpty();
    }

    /** Which one of its kind, as in 100387. */
    public int value() {
        return Integer.parseInt(text.substring(kind.prefix().length()));
    }

    /** The text. */
    @Override
    public String toString() {
        return text;
    }
}

package gov.mt.immtrax.access.form;

import java.text.Normalizer;
import java.util.function.IntPredicate;

/**
 * The one rule of what a text may hold that somebody typed, in a form, on a page or in a file: what is shown is what is
 * stored, so no control characters, none that hide or reorder others, and none that a database refuses.
 */
public final class TypedText {

    /** Message key of what is wrong with a text that breaks the rule. */
    public static final String REFUSED = "form.error.characters";

    private TypedText() {}

    /**
     * A text as it is stored: trimmed, line ends as {@code \n}, characters composed (NFC). Says nothing about its being
     * valid.
     */
    public static String clean(String typed) {
        return Normalizer.normalize(typed, Normalizer.Form.NFC)
                .replace('\u00a0', ' ')
                .replace("\r\n", "\n")
                .strip();
    }

    /** Whether a text of one line keeps the rule. */
    public static boolean isLine(String text) {
        return text.codePoints().allMatch(TypedText::isVisible);
    }

    /** Whether a text that may have several lines keeps the rule. */
    public static boolean isText(String text) {
        return text.codePoints().allMatch(it -> it == '\n' || isVisible(it));
    }

    /**
     * What is left of a text without the characters that break the rule: for what others tell of somebody, and nobody
     * can correct here.
     */
    public static String visible(String text) {
        return isLine(text) ? text : only(text, TypedText::isVisible);
    }

    /** The same for a text that may have several lines, as a page shows it again beside what is wrong. */
    public static String visibleText(String text) {
        return isText(text) ? text : only(text, it -> it == '\n' || isVisible(it));
    }

    /** Whether one character keeps the rule in a text of one line. */
    public static boolean isVisible(int character) {
        return switch (Character.getType(character)) {
            // Zero-width joiners belong to the spelling of some languages.
            case Character.FORMAT -> character == 0x200C || character == 0x200D;
            case Character.CONTROL,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    private static String only(String text, IntPredicate kept) {
        return text.codePoints()
                .filter(kept)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}

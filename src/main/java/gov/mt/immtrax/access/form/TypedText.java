package gov.mt.immtrax.access.form;

import java.text.Normalizer;
import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * Defines in one place which characters are allowed in text that people type into forms, pages or files. What is shown
 * must be what is stored, so there are no control characters, none that hide or reorder others, and none that a
 * database refuses.
 */
public final class TypedText {

    /** Message key for text that breaks the rule. */
    static final String REFUSED = "form.error.characters";

    private TypedText() {}

    /**
     * Text as it is stored: trimmed, line ends as {@code \n}, characters composed (NFC). What comes with pasted text
     * and cannot be seen is not stored: tabs, control characters and special spaces become a space, and characters
     * without a width, such as soft hyphens, are removed. Does not check whether the text is valid.
     */
    public static String clean(String typed) {
        StringBuilder seen = new StringBuilder(typed.length());
        typed.replace("\r\n", "\n").codePoints().forEach(it -> {
            switch (Character.getType(it)) {
                case Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> seen.append('\n');
                case Character.CONTROL -> seen.append(it == '\n' || it == '\r' ? '\n' : ' ');
                case Character.SPACE_SEPARATOR -> seen.append(' ');
                case Character.FORMAT -> {
                    if (isVisible(it)) {
                        seen.appendCodePoint(it);
                    }
                }
                default -> seen.appendCodePoint(it);
            }
        });
        return Normalizer.normalize(seen, Normalizer.Form.NFC).strip();
    }

    /** The same for a text of one line: line ends become a space. */
    public static String line(String typed) {
        return clean(typed).replaceAll("\n+", " ");
    }

    /** Whether a text of one line follows the rule. */
    public static boolean isLine(String text) {
        return text.codePoints().allMatch(TypedText::isVisible);
    }

    /** Whether a text that may have several lines follows the rule. */
    public static boolean isText(String text) {
        return text.codePoints().allMatch(it -> it == '\n' || isVisible(it));
    }

    /**
     * What is wrong with a text from one of our pages.
     *
     * @param text cleaned
     * @param longest number of characters that its column holds
     */
    public static Optional<FormError> mistake(String field, String text, int longest) {
        if (text.length() > longest) {
            return Optional.of(FormError.of(field, "form.error.tooLong", longest, text.length()));
        }
        return isText(text) ? Optional.empty() : Optional.of(FormError.of(field, REFUSED));
    }

    /** Removes the characters that break the rule, from text of other systems that no one can correct here. */
    public static String visible(String text) {
        return isLine(text) ? text : only(text, TypedText::isVisible);
    }

    /** The same for text that may have several lines, which a page shows again with its errors. */
    public static String visibleText(String text) {
        return isText(text) ? text : only(text, it -> it == '\n' || isVisible(it));
    }

    /** Whether a character follows the rule in a text of one line. */
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

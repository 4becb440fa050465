package gov.mt.immtrax.access.folding;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Splits a text into words of folded letters and digits: compatible forms (NFKD), lower case, no accents on Latin and
 * Greek letters, no apostrophes. In other scripts a mark makes another letter, such as a vowel in Hindi, so it stays.
 */
final class Letters {

    /** Typed for an apostrophe, and letters that stand for one in transcriptions. */
    private static final String APOSTROPHES = "'`\u00b4\u02b9\u02bb\u02bc\u02bd\u02be\u02bf\u02c8\u02ca\u02cb"
            + "\u2018\u2019\u201a\u201b\u2032\u2035\ua78b\ua78c\uff07";

    /** Latin letters that Unicode does not take apart. */
    private static final Map<Integer, String> LATIN = Map.ofEntries(
            latin('\u00df', "ss"),
            latin('\u00e6', "ae"),
            latin('\u00f0', "d"),
            latin('\u00f8', "o"),
            latin('\u00fe', "th"),
            latin('\u0111', "d"),
            latin('\u0127', "h"),
            latin('\u0131', "i"),
            latin('\u0142', "l"),
            latin('\u014b', "n"),
            latin('\u0153', "oe"),
            latin('\u0167', "t"),
            latin('\u0180', "b"),
            latin('\u0199', "k"),
            latin('\u01b4', "y"),
            latin('\u01b6', "z"),
            latin('\u01e5', "g"),
            latin('\u0253', "b"),
            latin('\u0257', "d"),
            latin('\u0268', "i"),
            latin('\u0289', "u"));

    /** Letters and marks that show nothing. */
    private static final int[][] INVISIBLE = {
        {0x034f, 0x034f},
        {0x115f, 0x1160},
        {0x17b4, 0x17b5},
        {0x180b, 0x180f},
        {0x3164, 0x3164},
        {0xfe00, 0xfe0f},
        {0xffa0, 0xffa0},
        {0xe0100, 0xe01ef}
    };

    private Letters() {}

    /** @return no words if a text has neither letters nor digits */
    static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean keepsMarks = false;
        for (int letter : decomposed(without(text, Letters::isApostrophe))) {
            if (isApostrophe(letter)) {
                continue; // one that only appears in the compatible form
            }
            if (isMark(letter)) {
                if (keepsMarks) {
                    word.appendCodePoint(letter);
                }
            } else if (isLetterOrNumber(letter)) {
                int lower = Character.toLowerCase(Character.toUpperCase(letter));
                String latin = LATIN.get(lower);
                word.append(latin == null ? Character.toString(lower) : latin);
                keepsMarks = keepsMarks(lower);
            } else {
                end(word, words);
                keepsMarks = false;
                if (letter == '&') {
                    words.add("and");
                }
            }
        }
        end(word, words);
        return words;
    }

    /** A text without letters and digits, which is all that there is to compare. Never empty. */
    static String signs(String text) {
        String signs = composed(IntStream.of(decomposed(text))
                        .mapToObj(Character::toString)
                        .collect(Collectors.joining())
                        .replaceAll("[\\p{IsWhite_Space}]+", " "))
                .strip();
        return without(signs.isEmpty() ? text : signs, it -> false);
    }

    static String composed(String text) {
        return Normalizer.normalize(text, Form.NFC);
    }

    private static int[] decomposed(String text) {
        return Normalizer.normalize(text, Form.NFKD)
                .codePoints()
                .filter(it -> !isInvisible(it))
                .toArray();
    }

    /** What no database stores is replaced. */
    private static String without(String text, IntPredicate left) {
        StringBuilder kept = new StringBuilder(text.length());
        text.codePoints()
                .filter(left.negate())
                .map(it -> it == 0 || Character.getType(it) == Character.SURROGATE ? '\ufffd' : it)
                .forEach(kept::appendCodePoint);
        return kept.toString();
    }

    private static void end(StringBuilder word, List<String> words) {
        if (!word.isEmpty()) {
            words.add(composed(word.toString()));
            word.setLength(0);
        }
    }

    private static boolean isLetterOrNumber(int letter) {
        int type = Character.getType(letter);
        return Character.isLetterOrDigit(letter) || type == Character.LETTER_NUMBER || type == Character.OTHER_NUMBER;
    }

    private static boolean isApostrophe(int letter) {
        return APOSTROPHES.indexOf(letter) >= 0;
    }

    private static boolean isMark(int letter) {
        int type = Character.getType(letter);
        return type == Character.NON_SPACING_MARK
                || type == Character.COMBINING_SPACING_MARK
                || type == Character.ENCLOSING_MARK;
    }

    private static boolean keepsMarks(int letter) {
        return switch (UnicodeScript.of(letter)) {
            case LATIN, GREEK, COMMON, INHERITED -> false;
            default -> true;
        };
    }

    private static boolean isInvisible(int letter) {
        if (Character.getType(letter) == Character.FORMAT) {
            return true;
        }
        for (int[] range : INVISIBLE) {
            if (letter >= range[0] && letter <= range[1]) {
                return true;
            }
        }
        return false;
    }

    private static Map.Entry<Integer, String> latin(char letter, String plain) {
        return Map.entry((int) letter, plain);
    }
}

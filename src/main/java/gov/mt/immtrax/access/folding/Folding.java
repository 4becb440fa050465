package gov.mt.immtrax.access.folding;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What makes no difference between two texts of one kind. Every rule that compares such texts, and every search, uses
 * it; what people typed is stored and shown as typed. Makes no difference for any kind: compatible characters, case,
 * accents, spaces, apostrophes, dashes, full stops and other punctuation.
 */
public enum Folding {
    /** A first or last name, with or without "Jr." or "III". */
    NAME(1),
    /** First and last name in one field. */
    FULL_NAME(2),
    /** An employer or a location, with or without "Inc." or "LLC". "St." is "Saint", and "&" is "and". */
    ORGANIZATION(1),
    /** Any other text, such as a user name that is searched for. */
    TEXT(1);

    /** Is raised with each change of the folding, so that the columns are written again at the next start. */
    public static final int VERSION = 1;

    /** Number of characters of a key that columns hold. */
    static final int LONGEST_KEY = 256;

    private static final int SHORTEST_UNFINISHED = 2;

    private static final Set<String> ENDINGS_OF_PEOPLE = Set.of("jr", "sr", "ii", "iii", "iv", "2nd", "3rd", "4th");

    private static final Set<String> ENDINGS_OF_COMPANIES = Set.of(
            "inc",
            "incorporated",
            "co",
            "company",
            "corp",
            "corporation",
            "ltd",
            "limited",
            "llc",
            "lc",
            "llp",
            "lp",
            "lllp",
            "pc",
            "pllc",
            "pllp",
            "plc");

    private static final Map<String, String> SAINTS = Map.of("st", "saint", "sts", "saints", "ste", "sainte");

    /** Of these, even an ending is more than an ending. */
    private final int fewestWords;

    Folding(int fewestWords) {
        this.fewestWords = fewestWords;
    }

    /** Whether two texts mean the same. */
    public boolean same(@Nullable String one, @Nullable String other) {
        return key(one).equals(key(other));
    }

    /**
     * What two texts that mean the same have in common, without spaces. Empty only for blank text. A text without
     * letters and digits is its own key.
     */
    public String key(@Nullable String text) {
        return joined(words(text));
    }

    /** The words that count, folded; at least one unless the text is blank. */
    public List<String> words(@Nullable String text) {
        return withoutEndings(typed(text)).stream().map(this::spelledOut).toList();
    }

    /** What the key of a text begins with if the text begins as typed. The last word may be unfinished. */
    public List<String> beginnings(String typed) {
        List<String> words = typed(typed);
        if (words.isEmpty()) {
            return List.of("");
        }
        List<String> unfinished =
                new ArrayList<>(words.stream().map(this::spelledOut).toList());
        String spelledOut = joined(unfinished);
        unfinished.set(words.size() - 1, words.get(words.size() - 1));
        return Stream.of(cut(String.join("", unfinished)), spelledOut)
                .distinct()
                .toList();
    }

    /** The keys of texts that are like the typed one but for an ending, which may be unfinished. */
    public List<String> withoutTypedEnding(String typed) {
        List<String> words = typed(typed);
        List<String> whole = withoutEndings(words);
        if (whole.size() == words.size() && words.size() > fewestWords) {
            String last = words.get(words.size() - 1);
            if (last.length() >= SHORTEST_UNFINISHED && endings().stream().anyMatch(it -> it.startsWith(last))) {
                whole = withoutEndings(words.subList(0, words.size() - 1));
            }
        }
        return whole.size() == words.size()
                ? List.of()
                : List.of(joined(whole.stream().map(this::spelledOut).toList()));
    }

    /** Whether the two values of a form's field mean the same. Fields that are no names differ by more than case. */
    public static boolean sameAnswer(String field, @Nullable String one, @Nullable String other) {
        return switch (field) {
            case "legalFirstName", "legalLastName" -> NAME.same(one, other);
            case "employer", "locationName" -> ORGANIZATION.same(one, other);
            default -> plain(one).equalsIgnoreCase(plain(other));
        };
    }

    /** Normalized like typed text, because an import may have stored it differently. */
    private static String plain(@Nullable String text) {
        return text == null
                ? ""
                : Normalizer.normalize(text, Normalizer.Form.NFC)
                        .replace('\u00a0', ' ')
                        .strip();
    }

    private List<String> typed(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return List.of();
        }
        List<String> words = Letters.words(text);
        if (words.isEmpty()) {
            return List.of(Letters.signs(text));
        }
        return this == ORGANIZATION ? withInitialsJoined(words) : words;
    }

    /** "L.L.C." and "P. C." are one word. In names they are several. */
    private static List<String> withInitialsJoined(List<String> words) {
        List<String> joined = new ArrayList<>();
        boolean afterInitial = false;
        for (String word : words) {
            boolean initial = word.codePointCount(0, word.length()) == 1 && Character.isLetter(word.codePointAt(0));
            if (initial && afterInitial) {
                joined.set(joined.size() - 1, joined.get(joined.size() - 1) + word);
            } else {
                joined.add(word);
            }
            afterInitial = initial;
        }
        return joined;
    }

    private List<String> withoutEndings(List<String> words) {
        int count = words.size();
        while (count > fewestWords && endings().contains(words.get(count - 1))) {
            count--;
        }
        boolean company = this == ORGANIZATION && count < words.size();
        return words.subList(0, company && count > 1 && words.get(count - 1).equals("and") ? count - 1 : count);
    }

    private String joined(List<String> words) {
        return cut(Letters.composed(spelledOut(String.join("", words))));
    }

    private String spelledOut(String word) {
        return this == TEXT ? word : SAINTS.getOrDefault(word, word);
    }

    private Set<String> endings() {
        return switch (this) {
            case NAME, FULL_NAME -> ENDINGS_OF_PEOPLE;
            case ORGANIZATION -> ENDINGS_OF_COMPANIES;
            case TEXT -> Set.of();
        };
    }

    private static String cut(String key) {
        if (key.length() <= LONGEST_KEY) {
            return key;
        }
        return key.substring(0, Character.isHighSurrogate(key.charAt(LONGEST_KEY - 1)) ? LONGEST_KEY - 1 : LONGEST_KEY);
    }
}

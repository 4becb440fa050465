package gov.mt.immtrax.access.request;

import gov.mt.immtrax.access.account.PersonName;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a signature binds: the person, the employer and the email address of a request. If a correction changes one of
 * them, the user signs again. If what the user typed differs, the help desk looks at it. Case, accents, punctuation,
 * middle initials and what follows a comma, such as "RN", make no difference (request-steps.txt, step 5c).
 */
public final class SignatureMatch {

    /** Routing variable: whether the user has signed for the request, and the signature counts. */
    public static final String COUNTS = "agreementSigned";

    private static final String LETTERS_WITHOUT_ACCENT = "\u0142l\u00f8o\u0111d\u0131i";

    private SignatureMatch() {}

    /** Whether an agreement that was signed for one state of a request does not count for another one. */
    public static boolean isVoid(AccessRequest signed, AccessRequest corrected) {
        return !same(signed.legalFirstName(), corrected.legalFirstName())
                || !areMiddleNames(words(signed.legalMiddleName()), words(corrected.legalMiddleName()))
                || !same(signed.legalLastName(), corrected.legalLastName())
                || signed.dateOfBirth() != null // the form of a known account does not ask for it
                        && corrected.dateOfBirth() != null
                        && !signed.dateOfBirth().equals(corrected.dateOfBirth())
                || !same(signed.employer(), corrected.employer())
                || !signed.emailAddress().equals(corrected.emailAddress());
    }

    /** Whether a typed full name is that of the request's user. */
    static boolean sameName(String typed, AccessRequest request) {
        List<String> names = new ArrayList<>(words(request.legalFirstName()));
        names.addAll(words(request.legalLastName()));
        int comma = typed.indexOf(',');
        return isName(words(comma < 0 ? typed : typed.substring(0, comma)), names, request.legalMiddleName())
                || comma >= 0 && isName(words(typed), names, request.legalMiddleName());
    }

    /**
     * Whether a typed facility is the request's employer or its location, perhaps shortened or with an addition.
     *
     * @param otherLocations that the request had before, because another location needs no new signature
     */
    static boolean sameFacility(String typed, AccessRequest request, List<String> otherLocations) {
        List<String> words = words(typed);
        Stream<String> own = Stream.of(request.employer(), request.locationName());
        return Stream.concat(own, otherLocations.stream())
                .map(SignatureMatch::words)
                .anyMatch(known -> joined(words).equals(joined(known))
                        || !known.isEmpty() && words.containsAll(known)
                        || words.size() > 1 && known.containsAll(words));
    }

    /** Whether two names of a person or a place are the same, however they are written. */
    public static boolean same(String one, String other) {
        return joined(words(one)).equals(joined(words(other)));
    }

    private static boolean isName(List<String> typed, List<String> names, @Nullable String middleName) {
        List<String> more = new ArrayList<>(typed);
        return names.stream().allMatch(more::remove)
                ? more.isEmpty() || areMiddleNames(more, words(middleName))
                : joined(typed).equals(joined(names));
    }

    /** An initial stands for each name that begins with it, and for no middle name. */
    private static boolean areMiddleNames(List<String> some, List<String> others) {
        List<String> fewer = some.size() < others.size() ? some : others;
        List<String> more = fewer == some ? others : some;
        boolean samePairs = IntStream.range(0, fewer.size()).allMatch(i -> isOne(fewer.get(i), more.get(i)));
        return samePairs
                && (fewer.size() == more.size()
                        || fewer.stream().allMatch(SignatureMatch::isInitial)
                                && (!fewer.isEmpty() || more.stream().allMatch(SignatureMatch::isInitial)));
    }

    private static boolean isOne(String one, String other) {
        return one.equals(other)
                || isInitial(one) && other.startsWith(one)
                || isInitial(other) && one.startsWith(other);
    }

    private static boolean isInitial(String word) {
        return word.length() == 1;
    }

    private static String joined(List<String> words) {
        return String.join("", words);
    }

    private static List<String> words(@Nullable String text) {
        if (text == null || text.strip().equals(PersonName.NONE)) {
            return List.of();
        }
        StringBuilder plain = new StringBuilder();
        Normalizer.normalize(text, Normalizer.Form.NFKD)
                .toLowerCase(Locale.ROOT)
                .replaceAll("\\p{M}+|['\u2018\u2019\u02bc`\u00b4]", "")
                .replace("\u00e6", "ae")
                .replace("\u0153", "oe")
                .replace("\u00df", "ss")
                .chars()
                .forEach(letter -> plain.append(withoutAccent((char) letter)));
        return Arrays.stream(plain.toString().split("[^\\p{L}\\p{N}]+"))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private static char withoutAccent(char letter) {
        int at = LETTERS_WITHOUT_ACCENT.indexOf(letter);
        return at >= 0 && at % 2 == 0 ? LETTERS_WITHOUT_ACCENT.charAt(at + 1) : letter;
    }
}

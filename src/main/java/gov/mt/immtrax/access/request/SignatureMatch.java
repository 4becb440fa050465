package gov.mt.immtrax.access.request;

import gov.mt.immtrax.access.folding.Folding;
import java.util.ArrayList;
import java.util.List;
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

    private SignatureMatch() {}

    /** Whether an agreement that was signed for one state of a request does not count for another one. */
    public static boolean isVoid(AccessRequest signed, AccessRequest corrected) {
        return isVoid(signed, corrected, Folding.ORGANIZATION.same(signed.employer(), corrected.employer()));
    }

    /** @param sameEmployer whether both states are about one employer, perhaps by the directory */
    public static boolean isVoid(AccessRequest signed, AccessRequest corrected, boolean sameEmployer) {
        return !Folding.NAME.same(signed.legalFirstName(), corrected.legalFirstName())
                || !areMiddleNames(
                        words(Folding.NAME, signed.legalMiddleName()), words(Folding.NAME, corrected.legalMiddleName()))
                || !Folding.NAME.same(signed.legalLastName(), corrected.legalLastName())
                || signed.dateOfBirth() != null // the form of a known account does not ask for it
                        && corrected.dateOfBirth() != null
                        && !signed.dateOfBirth().equals(corrected.dateOfBirth())
                || !sameEmployer
                || !signed.emailAddress().equals(corrected.emailAddress());
    }

    /** Whether a typed full name is that of the request's user. */
    static boolean sameName(String typed, AccessRequest request) {
        List<String> names = new ArrayList<>(words(Folding.NAME, request.legalFirstName()));
        names.addAll(words(Folding.NAME, request.legalLastName()));
        int comma = typed.indexOf(',');
        return isName(
                        words(Folding.FULL_NAME, comma < 0 ? typed : typed.substring(0, comma)),
                        names,
                        request.legalMiddleName())
                || comma >= 0 && isName(words(Folding.FULL_NAME, typed), names, request.legalMiddleName());
    }

    /**
     * Whether a typed facility is the request's employer or its location, perhaps shortened or with an addition.
     *
     * @param otherLocations that the request had before, because another location needs no new signature
     */
    static boolean sameFacility(String typed, AccessRequest request, List<String> otherLocations) {
        List<String> words = Folding.ORGANIZATION.words(typed);
        Stream<String> own = Stream.of(request.employer(), request.locationName());
        return Stream.concat(own, otherLocations.stream())
                .map(Folding.ORGANIZATION::words)
                .anyMatch(known -> joined(words).equals(joined(known))
                        || !known.isEmpty() && words.containsAll(known)
                        || words.size() > 1 && known.containsAll(words));
    }

    private static boolean isName(List<String> typed, List<String> names, @Nullable String middleName) {
        List<String> more = new ArrayList<>(typed);
        return names.stream().allMatch(more::remove)
                ? more.isEmpty() || areMiddleNames(more, words(Folding.NAME, middleName))
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

    private static List<String> words(Folding folding, @Nullable String text) {
        boolean none = text == null || text.codePoints().noneMatch(Character::isLetter); // such as a hyphen
        return none ? List.of() : folding.words(text);
    }
}

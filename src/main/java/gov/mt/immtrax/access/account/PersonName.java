package gov.mt.immtrax.access.account;

import gov.mt.immtrax.access.folding.EditDistance;
import gov.mt.immtrax.access.folding.Folding;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A person's name in two fields. People with only one name have a hyphen in the other field, which is not shown. */
public final class PersonName {

    /** What stands in a field for a name that the person does not have. */
    public static final String NONE = "-";

    private PersonName() {}

    /** First and last name, for headings and greetings. */
    public static String of(String first, String last) {
        return joined(" ", first, last);
    }

    /** The format of a name in lists that are sorted by name. */
    public static String lastThenFirst(String first, String last) {
        return joined(", ", last, first);
    }

    /** Whether two names are those of one person, however they are written and divided into first and last name. */
    public static boolean same(String first, String last, String otherFirst, String otherLast) {
        return key(first, last).equals(key(otherFirst, otherLast));
    }

    /**
     * Whether a name is that of an account, or one slip of whoever typed it apart: with or without the middle name, and
     * whichever of the account's names comes first.
     */
    public static boolean almostSame(
            String first, @Nullable String middle, String last, String accountFirst, String accountLast) {
        return almostSame(keys(first, middle, last), Folding.NAME.key(accountFirst), Folding.NAME.key(accountLast));
    }

    /** @param names keys of the name, without and with the middle name */
    static boolean almostSame(Set<String> names, String firstKey, String lastKey) {
        String account = joined("", firstKey, lastKey);
        String reversed = joined("", lastKey, firstKey);
        return names.stream()
                .anyMatch(name -> EditDistance.isAtMostOne(name, account) || EditDistance.isAtMostOne(name, reversed));
    }

    static Set<String> keys(String first, @Nullable String middle, String last) {
        return middle == null ? Set.of(key(first, last)) : Set.of(key(first, last), key(first, middle, last));
    }

    private static String key(String... names) {
        return joined("", Stream.of(names).map(Folding.NAME::key).toArray(String[]::new));
    }

    private static String joined(String between, String... names) {
        return Stream.of(names).filter(name -> !NONE.equals(name)).collect(Collectors.joining(between));
    }
}

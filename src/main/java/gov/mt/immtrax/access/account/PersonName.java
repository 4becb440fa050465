package gov.mt.immtrax.access.account;

import gov.mt.immtrax.access.folding.Folding;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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

    private static String key(String first, String last) {
        return joined("", Folding.NAME.key(first), Folding.NAME.key(last));
    }

    private static String joined(String between, String... names) {
        return Stream.of(names).filter(name -> !NONE.equals(name)).collect(Collectors.joining(between));
    }
}

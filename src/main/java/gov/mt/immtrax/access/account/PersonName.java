package gov.mt.immtrax.access.account;

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

    private static String joined(String between, String... names) {
        return Stream.of(names).filter(name -> !NONE.equals(name)).collect(Collectors.joining(between));
    }
}

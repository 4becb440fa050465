package gov.mt.immtrax.access.imports;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The columns of a file and the names that each may have in the header, ignoring case, spaces and dashes.
 * docs/operations.md and the imports page show the same table.
 */
enum ImportColumn {
    USERNAME(60, "user name", "login", "user id"),
    MAIL(254, "email", "email address", "mail", "mail address"),
    NAME(258, "name", "full name"),
    EMPLOYER(120, "employer", "organization"),
    LOCATION(120, "location", "location name", "facility"),
    LEVEL(60, "level", "access level", "role"),
    STATUS(20, "status", "account status"),
    LAST_ACCESS(40, "last access", "last accessed", "last login"),
    SUPERVISOR_MAIL(254, "supervisor email", "supervisor email address", "supervisor mail", "supervisor address"),
    SUPERVISOR_NAME(128, "supervisor name", "supervisor");

    private final int longest;

    @SuppressWarnings("ImmutableEnumChecker") // a List.of
    private final List<String> names;

    ImportColumn(int longest, String... names) {
        this.longest = longest;
        this.names = List.of(names);
    }

    /** Maximum number of characters of a cell. */
    int longest() {
        return longest;
    }

    /** Whether a file of this kind must have the column. */
    boolean isNeededFor(ImportKind kind) {
        return this != SUPERVISOR_NAME && (this != SUPERVISOR_MAIL || kind == ImportKind.GO_LIVE);
    }

    /** Whether each line must have a value in the column. */
    boolean mustBeFilledFor(ImportKind kind) {
        return switch (this) {
            case USERNAME, LEVEL, STATUS -> true;
            case NAME, EMPLOYER, LOCATION -> kind == ImportKind.GO_LIVE;
            case MAIL, LAST_ACCESS, SUPERVISOR_MAIL, SUPERVISOR_NAME -> false;
        };
    }

    /** The name that pages and messages show. */
    public String heading() {
        return names.get(0);
    }

    /** All names that it may have in a header, in lower case. */
    public List<String> names() {
        return names;
    }

    static Optional<ImportColumn> named(String heading) {
        String plain = plain(heading);
        return Arrays.stream(values())
                .filter(column -> column.names.stream().map(ImportColumn::plain).anyMatch(plain::equals))
                .findFirst();
    }

    private static String plain(String heading) {
        return heading.toLowerCase(Locale.ROOT).replaceAll("[\\s_-]", "");
    }
}

package gov.mt.immtrax.access.feed;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The columns of a file and the names that each may have in the header, whatever their case, spaces and dashes. README shows
 * the same as a table.
 */
enum FeedColumn {
    USERNAME(60, "username", "login", "userid"),
    MAIL(254, "mail", "email", "emailaddress", "mailaddress"),
    NAME(180, "name", "fullname"),
    EMPLOYER(120, "employer", "organization"),
    LOCATION(120, "location", "locationname", "facility"),
    LEVEL(60, "level", "accesslevel", "role"),
    STATUS(20, "status", "accountstatus"),
    LAST_ACCESS(40, "lastaccess", "lastaccessed", "lastlogin"),
    SUPERVISOR_MAIL(254, "supervisormail", "supervisoremail", "supervisoremailaddress", "supervisoraddress"),
    SUPERVISOR_NAME(120, "supervisorname", "supervisor");

    private final int longest;
    private final Set<String> names;

    FeedColumn(int longest, String... names) {
        this.longest = longest;
        this.names = Set.of(names);
    }

    /** Characters that a cell may have. */
    int longest() {
        return longest;
    }

    /** Whether a file of this kind must have it. */
    boolean isNeededFor(FeedKind kind) {
        return this != SUPERVISOR_NAME && (this != SUPERVISOR_MAIL || kind == FeedKind.GO_LIVE);
    }

    /** Whether each line must have something in it. */
    boolean mustBeFilledFor(FeedKind kind) {
        return switch (this) {
            case USERNAME, LEVEL, STATUS -> true;
            case NAME, EMPLOYER, LOCATION -> kind == FeedKind.GO_LIVE;
            case MAIL, LAST_ACCESS, SUPERVISOR_MAIL, SUPERVISOR_NAME -> false;
        };
    }

    /** As people write it in a header. */
    String heading() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ').replace("username", "user name");
    }

    static Optional<FeedColumn> named(String heading) {
        String plain = heading.toLowerCase(Locale.ROOT).replaceAll("[\\s_-]", "");
        return Arrays.stream(values()).filter(column -> column.names.contains(plain)).findFirst();
    }
}

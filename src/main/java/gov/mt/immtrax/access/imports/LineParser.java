package gov.mt.immtrax.access.imports;

import gov.mt.immtrax.access.account.AccessLevel;
import gov.mt.immtrax.access.account.AccountStatus;
import gov.mt.immtrax.access.account.PersonName;
import gov.mt.immtrax.access.form.FormField;
import gov.mt.immtrax.access.form.TypedText;
import gov.mt.immtrax.access.identity.EmailAddresses;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Parses a line, or reports its first mistake. */
class LineParser {

    private static final Map<String, AccountStatus> STATUS = Map.of(
            "ACTIVE",
            AccountStatus.ACTIVE,
            "ENABLED",
            AccountStatus.ACTIVE,
            "INACTIVE",
            AccountStatus.INACTIVATED,
            "INACTIVATED",
            AccountStatus.INACTIVATED,
            "DISABLED",
            AccountStatus.INACTIVATED);

    static final int LONGEST_NAME = 128;
    private static final Pattern USERNAME = Pattern.compile("[^\\s<>]+");
    private static final Pattern NO_LETTERS = Pattern.compile("[^A-Z]");
    private static final Map<String, AccessLevel> LEVELS = Arrays.stream(AccessLevel.values())
            .collect(Collectors.toMap(level -> letters(level.name()), level -> level));

    private final ImportKind kind;
    private final ImportHeader header;
    private final LastAccessParser lastAccess;

    LineParser(ImportKind kind, ImportHeader header, LastAccessParser lastAccess) {
        this.kind = kind;
        this.header = header;
        this.lastAccess = lastAccess;
    }

    /**
     * The result of parsing a line.
     *
     * @param good null if the line is skipped
     * @param bad null if there is no mistake; together with a good line, a harmless mistake
     */
    record Parsed(@Nullable ParsedLine good, @Nullable LineFinding bad) {}

    Parsed parse(int number, String text, boolean cut) {
        if (cut) {
            return bad(number, LineProblem.LINE_TOO_LONG, null);
        }
        if (text.indexOf('\ufffd') >= 0) {
            return bad(number, LineProblem.NOT_UTF8, null);
        }
        Optional<List<String>> cells = CsvCells.of(text, header.delimiter());
        if (cells.isEmpty()) {
            return bad(number, LineProblem.BROKEN_QUOTES, null);
        }
        if (cells.get().size() != header.size()) {
            return bad(number, LineProblem.COLUMNS, String.valueOf(cells.get().size()));
        }
        try {
            LineCells line = new LineCells(number, cells.get(), header);
            return new Parsed(good(line), odd(line));
        } catch (LineCells.Wrong wrong) {
            return new Parsed(null, wrong.line());
        }
    }

    private static Parsed bad(int number, LineProblem problem, @Nullable String given) {
        return new Parsed(null, new LineFinding(number, problem, null, given, null));
    }

    /**
     * A value in a line of an export that our forms would refuse. The line still counts, because its last access is
     * needed.
     */
    private @Nullable LineFinding odd(LineCells line) {
        if (!isUsername(line.filled(ImportColumn.USERNAME))) {
            return line.wrong(LineProblem.ODD_USERNAME, ImportColumn.USERNAME).line();
        }
        String mail = line.cell(ImportColumn.MAIL);
        return mail == null || FormField.isEmailAddress(mail)
                ? null
                : line.wrong(LineProblem.ODD_MAIL, ImportColumn.MAIL).line();
    }

    private ParsedLine good(LineCells line) throws LineCells.Wrong {
        for (ImportColumn column : ImportColumn.values()) {
            check(line, column);
        }
        if (kind == ImportKind.GO_LIVE && !isUsername(line.filled(ImportColumn.USERNAME))) {
            throw line.wrong(LineProblem.NO_USERNAME, ImportColumn.USERNAME);
        }
        @Nullable String[] name = name(line);
        return new ParsedLine(
                line.number(),
                line.filled(ImportColumn.USERNAME),
                name[0],
                name[1],
                mail(line, ImportColumn.MAIL),
                line.cell(ImportColumn.EMPLOYER),
                line.cell(ImportColumn.LOCATION),
                level(line),
                status(line),
                lastAccess.parse(line),
                line.cell(ImportColumn.SUPERVISOR_NAME),
                mail(line, ImportColumn.SUPERVISOR_MAIL));
    }

    private void check(LineCells line, ImportColumn column) throws LineCells.Wrong {
        String cell = line.cell(column);
        if (cell == null) {
            if (column.mustBeFilledFor(kind)) {
                throw line.wrong(LineProblem.MISSING, column);
            }
        } else if (!TypedText.isLine(cell)) {
            throw line.wrong(LineProblem.NOT_TEXT, column);
        } else if (LineCells.length(cell) > column.longest()) {
            throw line.wrong(LineProblem.TOO_LONG, column);
        }
    }

    /**
     * First and last name, from "Last, First" or "First Last". One name alone is the last name. A line of an export is
     * not skipped because of its name.
     */
    private @Nullable String[] name(LineCells line) throws LineCells.Wrong {
        String name = line.cell(ImportColumn.NAME);
        if (name == null) {
            return new String[2];
        }
        int comma = name.indexOf(',');
        int space = name.lastIndexOf(' ');
        String first = comma >= 0
                ? name.substring(comma + 1).strip()
                : space < 0 ? PersonName.NONE : name.substring(0, space).strip();
        String last = comma >= 0 ? name.substring(0, comma).strip() : name.substring(space + 1);
        boolean usable =
                !first.isEmpty() && !last.isEmpty() && first.length() <= LONGEST_NAME && last.length() <= LONGEST_NAME;
        if (!usable && kind == ImportKind.GO_LIVE) {
            throw line.wrong(LineProblem.NO_NAME, ImportColumn.NAME);
        }
        return usable ? new String[] {first, last} : new String[2];
    }

    private @Nullable String mail(LineCells line, ImportColumn column) throws LineCells.Wrong {
        String mail = line.cell(column);
        if (mail == null) {
            return null;
        }
        if (!FormField.isEmailAddress(mail)) {
            if (kind == ImportKind.GO_LIVE) {
                throw line.wrong(LineProblem.NO_MAIL, column);
            }
            return null;
        }
        return EmailAddresses.normalize(mail);
    }

    /** The same rule as in the forms. */
    private static boolean isUsername(String username) {
        return USERNAME.matcher(username).matches();
    }

    private AccessLevel level(LineCells line) throws LineCells.Wrong {
        return Optional.ofNullable(LEVELS.get(letters(line.filled(ImportColumn.LEVEL))))
                .orElseThrow(() -> line.wrong(LineProblem.NO_LEVEL, ImportColumn.LEVEL));
    }

    /** A level's label is its name with spaces. */
    private static String letters(String text) {
        return NO_LETTERS.matcher(text.toUpperCase(Locale.ROOT)).replaceAll("");
    }

    private AccountStatus status(LineCells line) throws LineCells.Wrong {
        return Optional.ofNullable(STATUS.get(line.filled(ImportColumn.STATUS).toUpperCase(Locale.ROOT)))
                .orElseThrow(() -> line.wrong(LineProblem.NO_STATUS, ImportColumn.STATUS));
    }
}

package gov.mt.immtrax.access.imports;

import gov.mt.immtrax.access.calendar.BusinessCalendar;
import gov.mt.immtrax.access.time.UtcColumn;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;

/**
 * Compares the lines of a file with the register, as set operations in the caller's transaction. It can be repeated:
 * earlier results are replaced.
 */
@Repository
class ImportComparison {

    /** Joins each line with its account. A skipped line still shows that imMTrax has the account. */
    private static final String LINE_AND_ACCOUNT =
            " from import_line l join account a on a.username_key = l.username_key"
                    + " where l.import_number = :number and ";

    private static final String MISSING = """
             from account a
            where a.status = 'ACTIVE' and (a.provisioned_at is null or a.provisioned_at < :settled)
              and not exists (select 1 from import_line l
                where l.import_number = :number and l.username_key = a.username_key)
              and not exists (select 1 from import_problem p
                where p.import_number = :number and p.username_key = a.username_key)
              and\s""";

    private final JdbcClient jdbc;
    private final ImportCountRepository counts;
    private final BusinessCalendar calendar;
    private final ImportSettings settings;

    ImportComparison(
            JdbcClient jdbc, ImportCountRepository counts, BusinessCalendar calendar, ImportSettings settings) {
        this.jdbc = jdbc;
        this.counts = counts;
        this.calendar = calendar;
        this.settings = settings;
    }

    void compare(RegistryImport it) {
        leaveOutDuplicates(it.number());
        if (it.kind() == ImportKind.GO_LIVE) {
            leaveOutKnown(it.number());
            count(it, ImportCount.NEW, "import_line where");
            count(it, ImportCount.WITHOUT_SUPERVISOR, "import_line where supervisor_address is null and");
        } else {
            findDifferences(it);
            Shortfall shortfall = shortfall(it);
            counts.write(it.number(), ImportCount.ACTIVE.name(), shortfall.active());
            counts.write(it.number(), ImportCount.MISSING.name(), shortfall.missing());
            count(it, ImportCount.KNOWN, "import_line l join account a on a.username_key = l.username_key where");
            count(it, ImportCount.LAST_ACCESS, """
                    import_line l join account a on a.username_key = l.username_key
                    where l.last_access_at > coalesce(a.last_access_at,
                        timestamp with time zone '1900-01-01 00:00:00+00') and""");
        }
        count(it, ImportCount.LINES, "import_line where");
        count(it, ImportCount.BAD, "import_problem where " + LineProblem.IS_BAD + " and");
        count(it, ImportCount.NOTED, "import_problem where " + LineProblem.IS_NOTED + " and");
        count(it, ImportCount.NAMELESS, "import_problem where username_key is null and");
    }

    /** How many of the register's active accounts an export does not contain, according to the current register. */
    Shortfall shortfall(RegistryImport it) {
        return new Shortfall(
                sql(it.number(), "select count(*) " + MISSING + "1 = 1")
                        .param("settled", settledBefore(it))
                        .query(Long.class)
                        .single(),
                jdbc.sql("select count(*) from account where status = 'ACTIVE'")
                        .query(Long.class)
                        .single());
    }

    /** Whether no line could be used. */
    boolean foundNothing(String number) {
        return sql(number, """
                select (select count(*) from import_line where import_number = :number)
                     + (select count(*) from import_problem where import_number = :number
                         and problem = 'ALREADY_KNOWN')""").query(Long.class).single() == 0;
    }

    /** Of several lines with the same user name, only the first counts. */
    private void leaveOutDuplicates(String number) {
        leaveOut(number, LineProblem.DUPLICATE, """
                import_line l join (
                    select username_key, min(line_number) as first_line from import_line
                    where import_number = :number group by username_key having count(*) > 1) f
                on f.username_key = l.username_key
                where l.import_number = :number and l.line_number > f.first_line""");
    }

    /** A go-live import never changes existing accounts. The lines are reported instead. */
    private void leaveOutKnown(String number) {
        leaveOut(number, LineProblem.ALREADY_KNOWN, """
                import_line l where l.import_number = :number and l.account is null
                    and exists (select 1 from account a where a.username_key = l.username_key)""");
    }

    private void leaveOut(String number, LineProblem problem, String lines) {
        sql(
                        number,
                        "delete from import_problem where import_number = :number"
                                + " and line_number in (select l.line_number from "
                                + lines + ")")
                .update();
        int found = sql(
                        number,
                        "insert into import_problem (import_number, line_number, problem, field, given, username_key) "
                                + "select l.import_number, l.line_number, '" + problem
                                + "', 'USERNAME', l.username, l.username_key from "
                                + lines)
                .update();
        if (found > 0) {
            sql(number, """
                    delete from import_line where import_number = :number and line_number in (
                        select p.line_number from import_problem p
                        where p.import_number = :number and p.problem in ('DUPLICATE', 'ALREADY_KNOWN'))""").update();
        }
    }

    private void findDifferences(RegistryImport it) {
        sql(it.number(), "delete from import_difference where import_number = :number")
                .update();
        find(it, DifferenceKind.UNKNOWN_TO_US, "l.username_key, l.username, null, null, l.access_level", """
                 from import_line l where l.import_number = :number and l.status = 'ACTIVE'
                  and not exists (select 1 from account a where a.username_key = l.username_key)""");
        find(
                it,
                DifferenceKind.LEVEL_DIFFERS,
                "l.username_key, a.username, a.number, a.access_level, l.access_level",
                LINE_AND_ACCOUNT + """
                        a.status = 'ACTIVE' and l.status = 'ACTIVE' and a.access_level <> l.access_level
                          and not exists (select 1 from account_change c
                            where c.account = a.number and c.field = 'accessLevel' and c.changed_at >= :settled)""");
        find(
                it,
                DifferenceKind.STATUS_DIFFERS,
                "l.username_key, a.username, a.number, a.status, l.status",
                LINE_AND_ACCOUNT + "a.status = 'ACTIVE' and l.status = 'INACTIVATED'"
                        + " and (a.provisioned_at is null or a.provisioned_at < :settled)");
        find(
                it,
                DifferenceKind.INACTIVATED_STILL_ACTIVE,
                "l.username_key, a.username, a.number, a.status, l.status",
                LINE_AND_ACCOUNT + "a.status = 'INACTIVATED' and l.status = 'ACTIVE' and a.inactivated_at < :taken");
        String ours = "a.username_key, a.username, a.number, a.access_level, null";
        find(
                it,
                DifferenceKind.PROVISIONED_NOT_THERE,
                ours,
                MISSING + "a.provisioned_at is not null and a.last_access_at is null");
        find(
                it,
                DifferenceKind.UNKNOWN_TO_REGISTRY,
                ours,
                MISSING + "(a.provisioned_at is null or a.last_access_at is not null)");
    }

    private void find(RegistryImport it, DifferenceKind kind, String columns, String from) {
        StatementSpec insert = sql(
                it.number(),
                "insert into import_difference"
                        + " (import_number, kind, username_key, username, account, ours, theirs) select '" + it.number()
                        + "', '" + kind
                        + "', " + columns + " " + from);
        if (from.contains(":settled")) {
            insert = insert.param("settled", settledBefore(it));
        }
        if (from.contains(":taken")) {
            insert = insert.param("taken", beginning(it.takenOn()));
        }
        counts.write(it.number(), kind.name(), insert.update());
    }

    private OffsetDateTime settledBefore(RegistryImport it) {
        return beginning(firstUnsettledDay(it.takenOn()));
    }

    /** Accounts that were set up or changed on or after this day need not be in the export yet. */
    private LocalDate firstUnsettledDay(LocalDate takenOn) {
        LocalDate day = takenOn;
        while (calendar.businessDaysBetween(day.minusDays(1), takenOn) <= settings.provisionedBusinessDays()) {
            day = day.minusDays(1);
        }
        return day;
    }

    private OffsetDateTime beginning(LocalDate day) {
        return UtcColumn.of(day.atStartOfDay(calendar.zone()).toInstant());
    }

    private void count(RegistryImport it, ImportCount name, String from) {
        long amount = sql(it.number(), "select count(*) from " + from + " import_number = :number")
                .query(Long.class)
                .single();
        counts.write(it.number(), name.name(), amount);
    }

    private StatementSpec sql(String number, String sql) {
        return jdbc.sql(sql).param("number", number);
    }
}

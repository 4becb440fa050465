package gov.mt.immtrax.access.feed;

import gov.mt.immtrax.access.calendar.BusinessCalendar;
import gov.mt.immtrax.access.time.UtcColumn;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;

/**
 * Compares the lines of a file with the register, by whole sets and in the caller's transaction. May be repeated: what
 * was found before is found anew.
 */
@Repository
class Comparison {

    /** Each line with its account; a left out line says at least that the registry knows the account. */
    private static final String LINE_AND_ACCOUNT =
            " from feed_line l join account a on a.username_key = l.username_key where l.import_number = :number and ";

    private static final String MISSING = """
             from account a
            where a.status = 'ACTIVE' and (a.provisioned_at is null or a.provisioned_at < :settled)
              and not exists (select 1 from feed_line l
                where l.import_number = :number and l.username_key = a.username_key)
              and not exists (select 1 from feed_problem p
                where p.import_number = :number and p.username_key = a.username_key)
              and\s""";

    private final JdbcClient jdbc;
    private final FeedImports imports;
    private final BusinessCalendar calendar;
    private final FeedSettings settings;

    Comparison(JdbcClient jdbc, FeedImports imports, BusinessCalendar calendar, FeedSettings settings) {
        this.jdbc = jdbc;
        this.imports = imports;
        this.calendar = calendar;
        this.settings = settings;
    }

    void compare(FeedImport it) {
        leaveOutDuplicates(it.number());
        if (it.kind() == FeedKind.GO_LIVE) {
            leaveOutKnown(it.number());
            count(it, FeedCount.NEW, "feed_line where");
            count(it, FeedCount.WITHOUT_SUPERVISOR, "feed_line where supervisor_address is null and");
        } else {
            findDifferences(it);
            Shortfall shortfall = shortfall(it);
            imports.count(it.number(), FeedCount.ACTIVE.name(), shortfall.active());
            imports.count(it.number(), FeedCount.MISSING.name(), shortfall.missing());
            count(it, FeedCount.KNOWN, "feed_line l join account a on a.username_key = l.username_key where");
            count(it, FeedCount.LAST_ACCESS, """
                    feed_line l join account a on a.username_key = l.username_key
                    where l.last_access_at > coalesce(a.last_access_at,
                        timestamp with time zone '1900-01-01 00:00:00+00') and""");
        }
        count(it, FeedCount.LINES, "feed_line where");
        count(it, FeedCount.BAD, "feed_problem where " + LineProblem.IS_BAD + " and");
        count(it, FeedCount.NOTED, "feed_problem where " + LineProblem.IS_NOTED + " and");
        count(it, FeedCount.NAMELESS, "feed_problem where username_key is null and");
    }

    /** How many of the active accounts an export does not show, as the register is now. */
    Shortfall shortfall(FeedImport it) {
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
                select (select count(*) from feed_line where import_number = :number)
                     + (select count(*) from feed_problem where import_number = :number
                         and problem = 'ALREADY_KNOWN')""").query(Long.class).single() == 0;
    }

    /** Of several lines with one user name the first one counts. */
    private void leaveOutDuplicates(String number) {
        leaveOut(number, LineProblem.DUPLICATE, """
                feed_line l join (
                    select username_key, min(line_number) as first_line from feed_line
                    where import_number = :number group by username_key having count(*) > 1) f
                on f.username_key = l.username_key
                where l.import_number = :number and l.line_number > f.first_line""");
    }

    /** A go-live import never changes what is there; what it would change is for people to see. */
    private void leaveOutKnown(String number) {
        leaveOut(number, LineProblem.ALREADY_KNOWN, """
                feed_line l where l.import_number = :number and l.account is null
                    and exists (select 1 from account a where a.username_key = l.username_key)""");
    }

    private void leaveOut(String number, LineProblem problem, String lines) {
        sql(
                        number,
                        "delete from feed_problem where import_number = :number"
                                + " and line_number in (select l.line_number from "
                                + lines + ")")
                .update();
        int found = sql(
                        number,
                        "insert into feed_problem (import_number, line_number, problem, field, given, username_key) "
                                + "select l.import_number, l.line_number, '" + problem
                                + "', 'USERNAME', l.username, l.username_key from "
                                + lines)
                .update();
        if (found > 0) {
            sql(number, """
                    delete from feed_line where import_number = :number and line_number in (
                        select p.line_number from feed_problem p
                        where p.import_number = :number and p.problem in ('DUPLICATE', 'ALREADY_KNOWN'))""").update();
        }
    }

    private void findDifferences(FeedImport it) {
        sql(it.number(), "delete from feed_difference where import_number = :number")
                .update();
        find(it, DifferenceKind.UNKNOWN_TO_US, "l.username_key, l.username, null, null, l.access_level", """
                 from feed_line l where l.import_number = :number and l.status = 'ACTIVE'
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

    private void find(FeedImport it, DifferenceKind kind, String columns, String from) {
        StatementSpec insert = sql(
                it.number(),
                "insert into feed_difference"
                        + " (import_number, kind, username_key, username, account, ours, theirs) select '" + it.number()
                        + "', '" + kind
                        + "', " + columns + " " + from);
        if (from.contains(":settled")) {
            insert = insert.param("settled", settledBefore(it));
        }
        if (from.contains(":taken")) {
            insert = insert.param("taken", beginning(it.takenOn()));
        }
        imports.count(it.number(), kind.name(), insert.update());
    }

    private OffsetDateTime settledBefore(FeedImport it) {
        return beginning(firstUnsettledDay(it.takenOn()));
    }

    /** What was set up or changed on or after this day the registry need not show yet. */
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

    private void count(FeedImport it, FeedCount name, String from) {
        long amount = sql(it.number(), "select count(*) from " + from + " import_number = :number")
                .query(Long.class)
                .single();
        imports.count(it.number(), name.name(), amount);
    }

    private StatementSpec sql(String number, String sql) {
        return jdbc.sql(sql).param("number", number);
    }
}

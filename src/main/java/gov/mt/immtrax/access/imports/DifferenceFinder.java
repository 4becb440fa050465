package gov.mt.immtrax.access.imports;

import gov.mt.immtrax.access.calendar.BusinessCalendar;
import gov.mt.immtrax.access.time.UtcColumn;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;

/**
 * Finds what differs between an export and the register, except for accounts that changed so recently that the export
 * need not show it yet.
 */
@Repository
class DifferenceFinder {

    /**
     * Joins each line with its account. A line of a login with one account and one line has no account of its own; of
     * the others, {@link LineMatching} has said which is which. A skipped line still shows that imMTrax has the
     * account.
     */
    private static final String LINE_AND_ACCOUNT =
            " from import_line l join account a on a.username_key = l.username_key"
                    + " where l.import_number = :number and ";

    /** Whether a line is certainly about this account and not about the login's access under another employer. */
    private static final String MATCHED = """
            (l.account is null or l.account = a.number and (l.employer_key = a.employer_key or not exists (
                select 1 from account o where o.username_key = a.username_key and o.number <> a.number))) and\s""";

    /** Whether a login has no other account, or this one ended after all of them: its only line is about the login. */
    private static final String ENDED_LAST = """
            (l.account is null or not exists (select 1 from account o
                where o.username_key = a.username_key and (o.status = 'ACTIVE' or o.inactivated_at > a.inactivated_at
                    or o.inactivated_at = a.inactivated_at and o.number > a.number))) and\s""";

    private static final String MISSING = """
             from account a
            where a.status = 'ACTIVE' and (a.provisioned_at is null or a.provisioned_at < :settled)
              and not exists (select 1 from import_line l
                where l.import_number = :number and l.username_key = a.username_key%s)
              and not exists (select 1 from import_problem p
                where p.import_number = :number and p.username_key = a.username_key)
              and\s""";

    /** Of an account whose login has several accounts or lines. */
    private static final String EMPLOYER_OF_LINE = "case when l.account is null then null else a.employer end";

    /** The access under a further employer, whose last access is that of the login and lies before it was set up. */
    private static final String NEVER_SEEN = "(a.login_key is null and a.last_access_at < a.provisioned_at)";

    /** If an export has one line for each employer, a line about another employer does not show an account. */
    private static final String OF_ACCOUNT =
            " and (l.account is null or l.account = a.number or l.employer_key = a.employer_key)";

    private final JdbcClient jdbc;
    private final ImportCountRepository counts;
    private final BusinessCalendar calendar;
    private final ImportSettings settings;

    DifferenceFinder(
            JdbcClient jdbc, ImportCountRepository counts, BusinessCalendar calendar, ImportSettings settings) {
        this.jdbc = jdbc;
        this.counts = counts;
        this.calendar = calendar;
        this.settings = settings;
    }

    void find(RegistryImport it) {
        sql(it.number(), "delete from import_difference where import_number = :number")
                .update();
        boolean perEmployer = hasLinePerEmployer(it);
        find(
                it,
                DifferenceKind.UNKNOWN_TO_US,
                "l.username_key, case when l.account is null then '' else coalesce(l.employer_key, '') end, l.username,"
                        + " null, case when l.account is null then null else l.employer end, null, l.access_level",
                " from import_line l where l.import_number = :number and l.status = 'ACTIVE' and (not exists"
                        + " (select 1 from account a where a.username_key = l.username_key)"
                        + (perEmployer ? " or l.account = '" + LineMatching.NONE + "')" : ")"));
        find(
                it,
                DifferenceKind.LEVEL_DIFFERS,
                "l.username_key, a.number, a.username, a.number, " + EMPLOYER_OF_LINE
                        + ", a.access_level, l.access_level",
                LINE_AND_ACCOUNT + MATCHED + """
                        a.status = 'ACTIVE' and l.status = 'ACTIVE' and a.access_level <> l.access_level
                          and not exists (select 1 from account_change c
                            where c.account = a.number and c.field = 'accessLevel' and c.changed_at >= :settled)""");
        String status = "l.username_key, a.number, a.username, a.number, " + EMPLOYER_OF_LINE + ", a.status, l.status";
        find(
                it,
                DifferenceKind.STATUS_DIFFERS,
                status,
                // the only line of a login is about all of its accounts
                LINE_AND_ACCOUNT + (perEmployer ? MATCHED : "")
                        + "a.status = 'ACTIVE' and l.status = 'INACTIVATED'"
                        + " and (a.provisioned_at is null or a.provisioned_at < :settled)");
        find(
                it,
                DifferenceKind.INACTIVATED_STILL_ACTIVE,
                status,
                LINE_AND_ACCOUNT + (perEmployer ? MATCHED : ENDED_LAST)
                        + "a.status = 'INACTIVATED' and l.status = 'ACTIVE' and a.inactivated_at < :taken");
        String ours = "a.username_key, a.number, a.username, a.number, case when exists (select 1 from account o"
                + " where o.username_key = a.username_key and o.number <> a.number) then a.employer end,"
                + " a.access_level, null";
        String missing = missing(perEmployer);
        find(
                it,
                DifferenceKind.PROVISIONED_NOT_THERE,
                ours,
                missing + "a.provisioned_at is not null and (a.last_access_at is null or " + NEVER_SEEN + ")");
        find(
                it,
                DifferenceKind.UNKNOWN_TO_REGISTRY,
                ours,
                missing + "(a.provisioned_at is null or a.last_access_at is not null and not " + NEVER_SEEN + ")");
    }

    /** Whether an export has several lines of any login, one for each employer, or one line for each login. */
    private boolean hasLinePerEmployer(RegistryImport it) {
        return sql(it.number(), """
                        select count(*) from (select username_key from import_line
                            where import_number = :number and account is not null
                            group by username_key having count(*) > 1) several""").query(Long.class).single() > 0;
    }

    private static String missing(boolean perEmployer) {
        return MISSING.formatted(perEmployer ? OF_ACCOUNT : "");
    }

    /** How many of the register's active accounts an export does not contain, according to the current register. */
    Shortfall shortfall(RegistryImport it) {
        return new Shortfall(
                sql(it.number(), "select count(*) " + missing(hasLinePerEmployer(it)) + "1 = 1")
                        .param("settled", settledBefore(it))
                        .query(Long.class)
                        .single(),
                jdbc.sql("select count(*) from account where status = 'ACTIVE'")
                        .query(Long.class)
                        .single());
    }

    private void find(RegistryImport it, DifferenceKind kind, String columns, String from) {
        StatementSpec insert = sql(
                it.number(),
                "insert into import_difference"
                        + " (import_number, kind, username_key, subject, username, account, employer, ours, theirs)"
                        + " select '" + it.number()
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

    private StatementSpec sql(String number, String sql) {
        return jdbc.sql(sql).param("number", number);
    }
}

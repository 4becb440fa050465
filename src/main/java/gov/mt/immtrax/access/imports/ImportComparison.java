package gov.mt.immtrax.access.imports;

import gov.mt.immtrax.access.account.AccountSettings;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;

/**
 * Compares the lines of a file with the register, as set operations in the caller's transaction. It can be repeated:
 * earlier results are replaced.
 */
@Repository
class ImportComparison {

    private final JdbcClient jdbc;
    private final ImportCountRepository counts;
    private final LineMatching lines;
    private final DifferenceFinder differences;
    private final AccountSettings settings;

    ImportComparison(
            JdbcClient jdbc,
            ImportCountRepository counts,
            LineMatching lines,
            DifferenceFinder differences,
            AccountSettings settings) {
        this.jdbc = jdbc;
        this.counts = counts;
        this.lines = lines;
        this.differences = differences;
        this.settings = settings;
    }

    void compare(RegistryImport it) {
        leaveOutDuplicates(it.number());
        if (it.kind() == ImportKind.GO_LIVE) {
            leaveOutKnown(it.number());
            count(it, ImportCount.NEW, "import_line where");
            count(it, ImportCount.FURTHER, """
                    import_line l where exists (select 1 from import_line f where f.import_number = :number
                        and f.username_key = l.username_key and f.line_number < l.line_number) and""");
            count(it, ImportCount.WITHOUT_SUPERVISOR, "import_line where supervisor_address is null and");
        } else {
            lines.match(it.number());
            differences.find(it);
            Shortfall shortfall = differences.shortfall(it);
            counts.write(it.number(), ImportCount.ACTIVE.name(), shortfall.active());
            counts.write(it.number(), ImportCount.MISSING.name(), shortfall.missing());
            count(it, ImportCount.KNOWN, """
                    import_line l where (l.account is null or l.account <> '')
                        and exists (select 1 from account a where a.username_key = l.username_key) and""");
            count(it, ImportCount.LAST_ACCESS, """
                    import_line l where exists (select 1 from account a where a.username_key = l.username_key
                        and l.last_access_at > coalesce(a.last_access_at,
                            timestamp with time zone '1900-01-01 00:00:00+00')) and""");
        }
        count(it, ImportCount.LINES, "import_line where");
        count(it, ImportCount.BAD, "import_problem where " + LineProblem.IS_BAD + " and");
        count(it, ImportCount.NOTED, "import_problem where " + LineProblem.IS_NOTED + " and");
        count(it, ImportCount.NAMELESS, "import_problem where username_key is null and");
    }

    /** Whether no line could be used. */
    boolean foundNothing(String number) {
        return sql(number, """
                select (select count(*) from import_line where import_number = :number)
                     + (select count(*) from import_problem where import_number = :number
                         and problem = 'ALREADY_KNOWN')""").query(Long.class).single() == 0;
    }

    /** Of several lines with the same user name for the same employer, only the first counts. */
    private void leaveOutDuplicates(String number) {
        String employer = settings.severalEmployers() ? "coalesce(%s.employer_key, '')" : "''";
        leaveOut(number, LineProblem.DUPLICATE, """
                import_line l join (
                    select d.username_key, %1$s as employer, min(d.line_number) as first_line from import_line d
                    where d.import_number = :number group by d.username_key, %1$s having count(*) > 1) f
                on f.username_key = l.username_key and f.employer = %2$s
                where l.import_number = :number and l.line_number > f.first_line\
                """.formatted(employer.formatted("d"), employer.formatted("l")));
    }

    /**
     * A go-live import never changes a login that the register knew before, nor gives it an access that has ended or
     * moved. Its lines are reported instead.
     */
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

package gov.mt.immtrax.access.imports;

import gov.mt.immtrax.access.number.CaseKind;
import gov.mt.immtrax.access.number.CaseNumberGenerator;
import gov.mt.immtrax.access.time.UtcColumn;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of differences, with their history. */
@Repository
class DifferenceRepository {

    /** Number of differences on a page. */
    static final int PAGE_SIZE = 50;

    private static final String SAME = """
            f.import_number = :number and f.kind = d.kind and f.username_key = d.username_key
                and f.subject = d.subject""";

    private final JdbcClient jdbc;
    private final RegistryImportRepository imports;
    private final ImportCountRepository counts;

    DifferenceRepository(JdbcClient jdbc, RegistryImportRepository imports, ImportCountRepository counts) {
        this.jdbc = jdbc;
        this.imports = imports;
        this.counts = counts;
    }

    /**
     * Applies the result of an export: a difference that was found again keeps its row, and one that was not found is
     * closed. A difference whose line was skipped stays as it is.
     */
    void reconcile(String number) {
        sql(number, """
                update account_difference d set seen_by = :number,
                    ours = (select f.ours from import_difference f where %1$s),
                    theirs = (select f.theirs from import_difference f where %1$s)
                where d.closed_at is null and exists (select 1 from import_difference f
                    where %1$s)""".formatted(SAME)).update();
        int closed = sql(number, """
                update account_difference d set closed_by = :number, closed_at = :now
                where d.closed_at is null and d.seen_by <> :number
                  and (not exists (select 1 from import_problem p
                      where p.import_number = :number and p.username_key = d.username_key)
                    or exists (select 1 from import_line l
                      where l.import_number = :number
                          and l.username_key = d.username_key))""").param("now", imports.now()).update();
        String next = CaseNumberGenerator.nextInSql(CaseKind.DIFFERENCE);
        int opened =
                sql(number, """
                insert into account_difference (number, kind, username, username_key, subject, account, employer, ours,
                    theirs, found_by, found_at, seen_by)
                select %s, f.kind, f.username,
                    f.username_key, f.subject, f.account, f.employer, f.ours, f.theirs, :number, :now, :number
                from import_difference f
                where f.import_number = :number and not exists (select 1 from account_difference d
                    where d.closed_at is null and d.kind = f.kind
                        and d.username_key = f.username_key and d.subject = f.subject)
                """.formatted(next)).param("now", imports.now()).update();
        counts.write(number, ImportCount.CLOSED.name(), closed);
        counts.write(number, ImportCount.OPENED.name(), opened);
    }

    /** Numbers of the differences that an import has closed and that are still assigned to the help desk. */
    List<String> closedTasksOf(String number) {
        return sql(number, """
                select number from account_difference
                where closed_by = :number and task_at is not null and resolved_at is null
                order by number""").query(String.class).list();
    }

    Optional<Difference> find(String number) {
        return sql(number, "select * from account_difference where number = :number")
                .query(DifferenceRepository::map)
                .optional();
    }

    Optional<Difference> lock(String number) {
        return sql(number, "select * from account_difference where number = :number for update")
                .query(DifferenceRepository::map)
                .optional();
    }

    /** One page of open differences of a kind, ordered by user name, and one more. */
    List<Difference> open(DifferenceKind kind, int page) {
        return jdbc.sql("""
                        select * from account_difference where kind = :kind and closed_at is null
                        order by username_key, number limit :most offset :from""")
                .param("kind", kind.name())
                .param("most", PAGE_SIZE + 1)
                .param("from", (page - 1L) * PAGE_SIZE)
                .query(DifferenceRepository::map)
                .list();
    }

    /** Number of open differences of each kind. */
    Map<DifferenceKind, Long> open() {
        Map<DifferenceKind, Long> open = new EnumMap<>(DifferenceKind.class);
        jdbc.sql("select kind, count(*) as amount from account_difference where closed_at is null group by kind")
                .query(row -> {
                    open.put(DifferenceKind.valueOf(row.getString("kind")), row.getLong("amount"));
                });
        return open;
    }

    void assigned(String number) {
        sql(number, """
                update account_difference set task_at = :now, outcome = null, note = null, resolved_at = null,
                    resolved_by = null, escalated_at = null
                where number = :number""").param("now", imports.now()).update();
    }

    void resolved(String number, DifferenceOutcome outcome, @Nullable String note, String by) {
        sql(number, """
                update account_difference set outcome = :outcome, note = :note, resolved_at = :now, resolved_by = :by
                where number = :number""")
                .param("outcome", outcome.name())
                .param("note", note)
                .param("now", imports.now())
                .param("by", by)
                .update();
    }

    void escalated(String number) {
        sql(number, "update account_difference set escalated_at = :now where number = :number")
                .param("now", imports.now())
                .update();
    }

    /** Closes a difference because the value from imMTrax was accepted, not because an export agrees. */
    void accepted(String number, String reason, String by) {
        sql(number, """
                update account_difference set outcome = 'CORRECTED', note = :note, resolved_at = :now,
                    resolved_by = :by, closed_at = :now where number = :number""")
                .param("note", reason)
                .param("now", imports.now())
                .param("by", by)
                .update();
    }

    private JdbcClient.StatementSpec sql(String number, String sql) {
        return jdbc.sql(sql).param("number", number);
    }

    static Difference map(ResultSet row, int index) throws SQLException {
        String outcome = row.getString("outcome");
        return new Difference(
                row.getString("number"),
                DifferenceKind.valueOf(row.getString("kind")),
                row.getString("username"),
                row.getString("account"),
                row.getString("employer"),
                row.getString("ours"),
                row.getString("theirs"),
                row.getString("found_by"),
                UtcColumn.read(row, "found_at"),
                UtcColumn.readNullable(row, "closed_at"),
                UtcColumn.readNullable(row, "task_at"),
                outcome == null ? null : DifferenceOutcome.valueOf(outcome),
                row.getString("note"),
                UtcColumn.readNullable(row, "resolved_at"),
                UtcColumn.readNullable(row, "escalated_at"));
    }
}

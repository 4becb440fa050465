package gov.mt.immtrax.access.imports;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads the rows of an import's preview and report. */
@Repository
class ImportPreview {

    private static final int ROWS = 5;
    private static final int ROWS_AT_ONCE = 500;

    private final JdbcClient jdbc;
    private final JdbcClient piecewise;

    ImportPreview(JdbcClient jdbc, javax.sql.DataSource database) {
        this.jdbc = jdbc;
        JdbcTemplate template = new JdbcTemplate(database);
        template.setFetchSize(ROWS_AT_ONCE);
        this.piecewise = JdbcClient.create(template);
    }

    /**
     * One row of a preview or a report.
     *
     * @param line of the file; null for a difference
     * @param what a {@link LineProblem} or a {@link DifferenceKind}
     * @param field name of an {@link ImportColumn}; null if it is not about one
     */
    record Row(
            @Nullable Integer line,
            String what,
            @Nullable String username,
            @Nullable String field,
            @Nullable String ours,
            @Nullable String theirs) {

        @Override
        public String toString() {
            return "Row[" + line + ", " + what + "]";
        }
    }

    /** The first skipped lines. */
    List<Row> badLines(String number) {
        return first(number, LineProblem.IS_BAD);
    }

    /** The first lines that count, but contain a value that our forms would refuse. */
    List<Row> notedLines(String number) {
        return first(number, LineProblem.IS_NOTED);
    }

    private List<Row> first(String number, String condition) {
        return jdbc.sql(bad() + " and " + condition + " order by line_number limit " + ROWS)
                .param("number", number)
                .query(Row.class)
                .list();
    }

    /** The first differences of each kind. */
    Map<DifferenceKind, List<Row>> differences(String number) {
        Map<DifferenceKind, List<Row>> all = new LinkedHashMap<>();
        for (DifferenceKind kind : DifferenceKind.values()) {
            List<Row> first = jdbc.sql(different() + " and kind = :kind order by username_key limit " + ROWS)
                    .param("number", number)
                    .param("kind", kind.name())
                    .query(Row.class)
                    .list();
            if (!first.isEmpty()) {
                all.put(kind, first);
            }
        }
        return all;
    }

    /** The first accounts that a go-live import creates. */
    List<Row> newAccounts(String number) {
        return jdbc.sql("""
                        select line_number as line, 'NEW' as what, username, null as field, supervisor_address as ours,
                            access_level as theirs
                        from import_line where import_number = :number
                            order by line_number limit\s""" + ROWS).param("number", number).query(Row.class).list();
    }

    /**
     * All rows of the report: skipped lines, then differences. Call within a transaction; the caller must close the
     * stream.
     */
    Stream<Row> report(String number) {
        return Stream.of(bad() + " order by line_number", different() + " order by kind, username_key")
                .flatMap(sql -> piecewise.sql(sql).param("number", number).query(Row.class).stream());
    }

    private static String bad() {
        return """
                select line_number as line, problem as what, username_key as username, field, null as ours,
                    given as theirs
                from import_problem where import_number = :number""";
    }

    private static String different() {
        return """
                select cast(null as int) as line, kind as what,
                    case when employer is null then username else username || ', ' || employer end as username,
                    null as field, ours, theirs
                from import_difference where import_number = :number""";
    }
}

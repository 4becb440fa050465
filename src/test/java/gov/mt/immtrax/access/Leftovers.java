package gov.mt.immtrax.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What people and processes have left in the database of a test: everything but what a start puts there. The audit
 * trail is no leftover, since its seals would not be true without it.
 */
public final class Leftovers {

    private static final Pattern OF_STARTS = Pattern.compile("flyway_.*|audit_.*|import_lock|staff_.*"
            + "|act_(ge_(property|schema_log)|re_.*|id_.*|ru_(filter|authorization|jobdef|meter_log|task_meter_log))");

    /** Which rows of a table are left over, where some are of starts. */
    private static final Map<String, String> BUT = Map.of(
            "act_ge_bytearray", " where deployment_id_ is null",
            "act_ru_event_subscr", " where proc_inst_id_ is not null",
            "act_ru_job", " where process_instance_id_ is not null");

    private final JdbcTemplate jdbc;
    private final String deletion;

    public Leftovers(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
        boolean h2 = !jdbc.queryForList("select 1 from information_schema.schemata where schema_name = 'PUBLIC'")
                .isEmpty();
        List<String> deletions = inOrder().stream()
                .map(table -> "delete from " + table + BUT.getOrDefault(table, ""))
                .toList();
        // H2 looks at the keys with each row, so that no order helps where rows of one table refer to each other
        deletion = h2
                ? "set referential_integrity false; " + String.join("; ", deletions)
                        + "; set referential_integrity true"
                : String.join("; ", deletions);
    }

    /** Each table before those that it refers to. */
    private List<String> inOrder() {
        List<String> tables = new ArrayList<>(jdbc.queryForList("""
                select lower(table_name) from information_schema.tables
                where table_schema in ('PUBLIC', 'immtrax_access', 'immtrax_engine') and table_type = 'BASE TABLE'
                order by 1""", String.class));
        tables.removeIf(table -> OF_STARTS.matcher(table).matches());
        List<Map<String, Object>> references = jdbc.queryForList("""
                select distinct lower(child.table_name) as child, lower(parent.table_name) as parent
                from information_schema.referential_constraints it
                join information_schema.table_constraints child
                    on child.constraint_schema = it.constraint_schema and child.constraint_name = it.constraint_name
                join information_schema.table_constraints parent
                    on parent.constraint_schema = it.unique_constraint_schema
                    and parent.constraint_name = it.unique_constraint_name""");
        List<String> ordered = new ArrayList<>();
        while (!tables.isEmpty()) {
            List<String> free = tables.stream()
                    .filter(table -> references.stream()
                            .noneMatch(it -> it.get("parent").equals(table)
                                    && !it.get("child").equals(table)
                                    && tables.contains(it.get("child"))))
                    .toList();
            if (free.isEmpty()) {
                throw new IllegalStateException("These refer to each other: " + tables);
            }
            ordered.addAll(free);
            tables.removeAll(free);
        }
        return ordered;
    }

    public void delete() {
        jdbc.execute(deletion);
    }
}

package gov.mt.immtrax.access.engine.start;

import gov.mt.immtrax.access.database.DatabaseSchemas;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.stereotype.Component;

/**
 * Creates an index that the engine's own tables lack: it finds due jobs among the timers of 100,000 accounts. It is not
 * made by a migration, because the engine creates its tables itself, after ours. Its existence is checked in the
 * catalog first, because "create index if not exists" blocks all writers of jobs before it checks.
 */
@Component
class EngineIndexes {

    private static final Logger log = LoggerFactory.getLogger(EngineIndexes.class);

    static final String DUE_JOBS = "immtrax_job_by_due_date";

    private static final String DEFINITION = DUE_JOBS + " on ACT_RU_JOB (DUEDATE_)";

    /** Longest wait for transactions that are already open; others can write meanwhile. */
    private static final String PATIENCE = "10s";

    /** Enough for a table of any size; a database that does not answer for so long is down. */
    private static final Duration LONGEST = Duration.ofHours(1);

    private final JdbcTemplate jdbc;
    private final DatabaseSchemas schemas;

    EngineIndexes(JdbcTemplate jdbc, DatabaseSchemas schemas) {
        this.jdbc = jdbc;
        this.schemas = schemas;
    }

    void create() {
        if (schemas.exist()) {
            createBesideOthers();
        } else if (Objects.requireNonNull(jdbc.queryForObject(
                        "select count(*) from information_schema.indexes where index_name = upper(?)",
                        Integer.class,
                        DUE_JOBS))
                == 0) {
            jdbc.execute("create index " + DEFINITION);
        }
    }

    private void createBesideOthers() {
        if (!isThere(JdbcClient.create(jdbc))) {
            jdbc.execute((Connection connection) -> {
                var alone = JdbcClient.create(new SingleConnectionDataSource(connection, true));
                if (alone.sql("select pg_try_advisory_lock(hashtext(:name))")
                        .param("name", DUE_JOBS)
                        .query(Boolean.class)
                        .single()) {
                    try {
                        build(connection, alone);
                    } finally {
                        alone.sql("select pg_advisory_unlock(hashtext(:name))")
                                .param("name", DUE_JOBS)
                                .query(Boolean.class)
                                .single();
                    }
                } // else another node is creating it
                return null;
            });
        }
    }

    /**
     * Creates the index concurrently, so that no one waits. The service works without it, and the next start tries
     * again.
     */
    private static void build(Connection connection, JdbcClient alone) throws SQLException {
        int networkTimeout = connection.getNetworkTimeout();
        try (Statement statement = connection.createStatement()) {
            connection.setNetworkTimeout(Runnable::run, (int) LONGEST.toMillis());
            statement.execute("set lock_timeout = '" + PATIENCE + "'; set statement_timeout = 0");
            try {
                if (!isThere(alone)) {
                    // an interrupted build leaves an invalid index, which is maintained but never used
                    statement.execute("drop index concurrently if exists " + DUE_JOBS);
                    statement.execute("create index concurrently " + DEFINITION);
                }
            } catch (SQLException busy) {
                log.warn(
                        "The index {} could not be created; the next start tries again: {}",
                        DUE_JOBS,
                        busy.getSQLState());
            } finally {
                statement.execute("reset lock_timeout; reset statement_timeout");
                connection.setNetworkTimeout(Runnable::run, networkTimeout);
            }
        }
    }

    private static boolean isThere(JdbcClient client) {
        return client.sql("select count(*) from pg_index where indexrelid = to_regclass(:name) and indisvalid")
                        .param("name", DUE_JOBS)
                        .query(Integer.class)
                        .single()
                > 0;
    }
}

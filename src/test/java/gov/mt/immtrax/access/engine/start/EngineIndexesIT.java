package gov.mt.immtrax.access.engine.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import gov.mt.immtrax.access.BusyDatabase;
import gov.mt.immtrax.access.database.DatabaseSchemas;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** The index that the engine lacks, made on a real PostgreSQL on which others are at work. */
class EngineIndexesIT {

    private static EmbeddedPostgres postgres;
    private static JdbcTemplate jdbc;

    private final DatabaseSchemas schemas = mock();

    @BeforeAll
    static void start() throws IOException {
        postgres = EmbeddedPostgres.start();
        DataSource database =
                postgres.getDatabase("postgres", "postgres", Map.of("currentSchema", "immtrax_access,immtrax_engine"));
        jdbc = new JdbcTemplate(database);
        jdbc.execute("create schema immtrax_engine");
        jdbc.execute("create table immtrax_engine.act_ru_job (id_ varchar(64) primary key, duedate_ timestamp)");
    }

    @AfterAll
    static void stop() throws IOException {
        postgres.close();
    }

    @BeforeEach
    void thereIsNone() {
        jdbc.execute("drop index if exists immtrax_engine.immtrax_job_by_due_date");
        when(schemas.exist()).thenReturn(true);
    }

    @Test
    void isMadeOnce() {
        create();
        String first = index();
        create();

        assertThat(first).startsWith("valid ");
        assertThat(index()).as("the same").isEqualTo(first);
    }

    /** Its making was given up in the middle, as when a node is killed. */
    @Test
    void isMadeAgainIfHalfOfOneIsLeft() {
        create();
        String half = index().replace("valid ", "");
        jdbc.update("update pg_index set indisvalid = false where indexrelid = 'immtrax_job_by_due_date'::regclass");

        create();

        assertThat(index()).startsWith("valid ").doesNotContain(half);
    }

    /** Building waits for whoever is not done, but nobody waits for the builder. */
    @Test
    void stopsNobodyWhoWrites() throws Exception {
        jdbc.execute("insert into act_ru_job values ('1', now())");
        var built = new BusyDatabase(postgres.getPostgresDatabase()).during(table -> false, () -> {
            create();
            return index();
        });

        assertThat(built.waiting())
                .allSatisfy(statement -> assertThat(statement).startsWith("create index concurrently"));
        assertThat(built.result()).startsWith("valid ");
    }

    /** Jobs have a limit for each statement; the index of a large table takes longer. */
    @Test
    void mayTakeLongerThanAStatementOfAJob() throws Exception {
        jdbc.execute("insert into act_ru_job values ('2', now())");
        var ofJobs = postgres.getDatabase(
                "postgres",
                "postgres",
                Map.of(
                        "currentSchema",
                        "immtrax_access,immtrax_engine",
                        "options",
                        "-c statement_timeout=300",
                        "socketTimeout",
                        "1"));
        ExecutorService node = Executors.newSingleThreadExecutor();
        try (Connection job = ofJobs.getConnection();
                Connection writer = postgres.getPostgresDatabase().getConnection()) {
            writer.setAutoCommit(false);
            writer.createStatement().execute("update immtrax_engine.act_ru_job set duedate_ = now()");
            var building = node.submit(() ->
                    new EngineIndexes(new JdbcTemplate(new SingleConnectionDataSource(job, true)), schemas).create());
            await().until(() -> building.isDone() || jdbc.queryForObject("""
                    select count(*) from pg_stat_activity
                    where query like 'create index concurrently%' and now() - query_start > interval '1500 ms'""", Integer.class) > 0);
            writer.rollback();
            building.get();

            assertThat(index()).startsWith("valid ");
            assertThat(new JdbcTemplate(new SingleConnectionDataSource(job, true))
                            .queryForObject("show statement_timeout", String.class))
                    .isEqualTo("300ms");
            assertThat(job.getNetworkTimeout()).isEqualTo(1_000);
        } finally {
            node.shutdownNow();
        }
    }

    @Test
    void isLeftToTheNodeThatIsAtIt() throws Exception {
        try (var other = postgres.getPostgresDatabase().getConnection();
                var statement = other.createStatement()) {
            statement.execute("select pg_advisory_lock(hashtext('immtrax_job_by_due_date'))");
            create();
        }

        assertThat(index()).isEqualTo("none");
    }

    private void create() {
        new EngineIndexes(jdbc, schemas).create();
    }

    /** Whether it is valid, and which one it is. */
    private static String index() {
        return jdbc.queryForList("""
                select case when indisvalid then 'valid ' else 'half ' end || indexrelid::oid from pg_index
                where indexrelid = to_regclass('immtrax_job_by_due_date')""", String.class).stream().findFirst().orElse("none");
    }
}

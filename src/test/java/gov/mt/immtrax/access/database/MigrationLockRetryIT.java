package gov.mt.immtrax.access.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import gov.mt.immtrax.access.Patience;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.jdbc.DataSourceProperties;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** A migration of a table that somebody on another node is not done with, on a real PostgreSQL. */
class MigrationLockRetryIT {

    @TempDir
    Path migrations;

    @Test
    void stepAsideForThoseWhoWriteAndComeAgain() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
            Files.writeString(migrations.resolve("V1__create_note.sql"), "create table note (word varchar(10))");
            migrate(postgres);
            Files.writeString(migrations.resolve("V2__add_page.sql"), "alter table note add column page int");
            JdbcClient watch = JdbcClient.create(postgres.getPostgresDatabase());
            assertThat(watch.sql(
                                    "select schemaname from pg_tables where tablename in ('note', 'flyway_schema_history')")
                            .query(String.class)
                            .list())
                    .containsExactly("immtrax_access", "immtrax_access");

            CompletableFuture<Void> migrated;
            try (Connection slow = postgres.getPostgresDatabase().getConnection();
                    Connection other = postgres.getPostgresDatabase().getConnection()) {
                slow.setAutoCommit(false);
                jdbc(slow)
                        .sql("insert into immtrax_access.note (word) values ('slow')")
                        .update();
                migrated = CompletableFuture.runAsync(() -> migrate(postgres));
                await().pollInterval(Duration.ofMillis(10))
                        .until(() -> watch.sql("select count(*) from pg_locks where not granted")
                                        .query(Long.class)
                                        .single()
                                > 0);

                jdbc(other)
                        .sql("set lock_timeout = '4s'")
                        .update(); // with a migration that waited, this waited until slow is done
                jdbc(other)
                        .sql("insert into immtrax_access.note (word) values ('other')")
                        .update();

                assertThat(migrated).isNotDone();
                slow.commit();
            }
            migrated.get(Patience.LONG.toMinutes(), TimeUnit.MINUTES);
            assertThat(watch.sql("select word from immtrax_access.note where page is null")
                            .query(String.class)
                            .list())
                    .containsExactlyInAnyOrder("slow", "other");
        }
    }

    private static JdbcClient jdbc(Connection connection) {
        return JdbcClient.create(new SingleConnectionDataSource(connection, true));
    }

    /** As the service does it. */
    private void migrate(EmbeddedPostgres postgres) {
        var settings = new DataSourceProperties();
        settings.setUrl("jdbc:postgresql://localhost:" + postgres.getPort() + "/postgres");
        Properties driver = TimeLimits.ofMigrations().of(settings.getUrl());
        driver.setProperty("user", "postgres");
        FluentConfiguration flyway = Flyway.configure()
                .locations("filesystem:" + migrations)
                .dataSource(new SimpleDriverDataSource(new org.postgresql.Driver(), settings.getUrl(), driver));
        var patient = new MigrationLockRetry(new DatabaseSchemas(settings));
        patient.customize(flyway);
        patient.migrate(flyway.load());
    }
}

package gov.mt.immtrax.access.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import gov.mt.immtrax.access.BusyDatabase;
import gov.mt.immtrax.access.ServiceProcess;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The packaged service as a command on a real PostgreSQL: killed for real in the middle, and repeated. */
class ImportCommandIT {

    private static final Path JAR = Path.of(System.getProperty("immtrax.jar", "target/immtrax-access.jar"))
            .toAbsolutePath();
    private static final int LINES = 30_000;

    @TempDir
    static Path home;

    private static EmbeddedPostgres postgres;
    private static JdbcClient jdbc;

    @BeforeAll
    static void start() throws IOException {
        postgres = EmbeddedPostgres.start();
        jdbc = JdbcClient.create(
                postgres.getDatabase("postgres", "postgres", Map.of("currentSchema", "immtrax_access,immtrax_engine")));
    }

    @AfterAll
    static void stop() throws IOException {
        postgres.close();
    }

    @Test
    void goesOnAfterItWasKilled() throws Exception {
        Path accounts = home.resolve("accounts.csv");
        Files.write(accounts, (Iterable<String>) Stream.concat(
                Stream.of(SampleExport.GO_LIVE_HEADER),
                IntStream.rangeClosed(1, LINES)
                        .mapToObj(i -> SampleExport.line("zwenti" + i, "RECORD_MAINTENANCE", "ACTIVE", "2026-01-01")
                                + ",stacy.supervisor@sphealth.org,Stacy Supervisor"))::iterator);

        ServiceProcess killed = command("killed.txt", accounts);
        await().atMost(Duration.ofMinutes(4))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> !killed.isRunning() || accounts() > 0);
        killed.kill();
        long entered = accounts();
        assertThat(entered).as("killed in the middle:\n" + killed.output()).isBetween(1L, LINES - 1L);
        assertThat(entered).as("pieces are whole").isEqualTo(entries("IMPORTED"));

        // two nodes go on at once: neither waits for the other, and each line is applied once
        ServiceProcess repeated = command("repeated.txt", accounts);
        ServiceProcess beside = command("beside.txt", accounts);

        assertThat(beside.awaitEnd()).as(beside.output()).isZero();
        assertThat(repeated.awaitEnd()).as(repeated.output()).isZero();
        assertThat(accounts()).isEqualTo(LINES);
        assertThat(entries("IMPORTED")).isEqualTo(LINES);
        assertThat(jdbc.sql("select state from registry_import")
                        .query(String.class)
                        .list())
                .containsExactly("APPLIED");
        assertThat(repeated.output())
                .contains("go-live: APPLIED", "This file was already imported as IMP")
                .contains("started on port -1") // which is none
                .doesNotContain("zwenti", "\tat ");

        delaysNobodyWhoWrites(accounts);
    }

    /** It starts beside a running service: what nodes see to when they start is none of its business. */
    private static void delaysNobodyWhoWrites(Path accounts) throws Exception {
        var third = new BusyDatabase(postgres.getPostgresDatabase())
                .during(table -> !table.matches("import_.*|registry_import"), () -> {
                    ServiceProcess command = command("third.txt", accounts);
                    return command.awaitEnd() + " " + command.output();
                });

        assertThat(third.waiting()).as("statements that waited").isEmpty();
        assertThat(third.result()).startsWith("0 ").contains("go-live: APPLIED").doesNotContain("are deployed as");
    }

    /** The table is made by the command itself. */
    private static long accounts() {
        boolean there = jdbc.sql("select count(*) from information_schema.tables where table_name = 'account_change'")
                        .query(Long.class)
                        .single()
                > 0;
        return there
                ? jdbc.sql("select count(*) from account").query(Long.class).single()
                : 0;
    }

    private static long entries(String type) {
        return jdbc.sql("select count(*) from account_change where type = :type")
                .param("type", type)
                .query(Long.class)
                .single();
    }

    private static ServiceProcess command(String log, Path file) throws IOException {
        assertThat(JAR).as("build it with mvn package").exists();
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("SPRING_DATASOURCE_URL", postgres.getJdbcUrl("postgres", "postgres"));
        settings.put("SPRING_SECURITY_OAUTH2_CLIENT_REGISTRATION_OKTA_CLIENT_ID", "test");
        settings.put("SPRING_SECURITY_OAUTH2_CLIENT_REGISTRATION_OKTA_CLIENT_SECRET", "test");
        settings.put("SPRING_SECURITY_OAUTH2_CLIENT_PROVIDER_OKTA_ISSUER_URI", "http://127.0.0.1:1");
        settings.put("SPRING_MAIL_HOST", "127.0.0.1");
        settings.put("IMMTRAX_PUBLIC_URL", "http://localhost:8080");
        settings.put("IMMTRAX_REGISTRY_LOGIN_URL", "https://immtrax.example.gov/login");
        settings.put("IMMTRAX_CREDENTIALS_KEY", "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=");
        settings.put("IMMTRAX_SESSION_KEY", "ZmVkY2JhOTg3NjU0MzIxMGZlZGNiYTk4NzY1NDMyMTA=");
        settings.put("IMMTRAX_MAIL_HELP_DESK_LEAD", "help.desk.lead@mt.gov");
        settings.put("IMMTRAX_AUDIT_SIGNING_KEY", "MC4CAQAwBQYDK2VwBCIEIO6Ft935Dtesd7/prtIicHR+XAhFXusIgEKH4ouv5urV");
        settings.put("IMMTRAX_AUDIT_AUDITOR", "auditor@mt.gov");
        return new ServiceProcess(
                home,
                home.resolve(log),
                List.of("-Xmx256m", "-jar", JAR.toString(), "import", "go-live", file.toString(), "--apply"),
                settings);
    }
}

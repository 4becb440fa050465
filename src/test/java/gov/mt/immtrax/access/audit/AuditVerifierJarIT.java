package gov.mt.immtrax.access.audit;

import static org.assertj.core.api.Assertions.assertThat;

import gov.mt.immtrax.access.Patience;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an auditor gets: the small jar and the driver, run as docs/operations.md says. */
class AuditVerifierJarIT {

    private static final Path JAR =
            Path.of("target", "immtrax-access-audit-verifier.jar").toAbsolutePath();

    @TempDir
    Path folder;

    @Test
    void runsWithNothingButTheDriverOfTheDatabase() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
            var database = postgres.getDatabase("postgres", "postgres", Map.of("currentSchema", "immtrax_access"));
            Flyway.configure()
                    .dataSource(database)
                    .defaultSchema("immtrax_access")
                    .locations("classpath:db/migration", "classpath:db/vendor/postgresql")
                    .placeholders(Map.of("application", ""))
                    .load()
                    .migrate();
            var trail = new TrailParts(database);
            trail.recordSome(5);
            trail.sealer.seal();
            Path mail = Files.write(
                    folder.resolve("AUD0000001.eml"),
                    trail.sealer.sign().orElseThrow().lines());
            Path key = Files.writeString(
                    folder.resolve("public.pem"),
                    Base64.getMimeEncoder().encodeToString(trail.key.publicKey().getEncoded()));
            String url = "jdbc:postgresql://localhost:" + postgres.getPort() + "/postgres";

            assertThat(run(url, "--public-key", key.toString(), "--checkpoint", mail.toString()))
                    .isEqualTo(
                            "0 OK: 5 events sealed, 0 waiting to be sealed, 1 checkpoints in the table and 1 from outside, covering 5 events");

            trail.jdbc.sql("alter table audit_event disable trigger all").update();
            trail.jdbc.sql("update audit_event set address = 'x' where id = 3").update();
            assertThat(run(url, "--public-key", key.toString()))
                    .startsWith("1 FOUND: event 3 does not match its seal at position 3: it was edited");
            // somebody hides the trail before an auditor whose path is PostgreSQL's own
            trail.jdbc
                    .sql("create table public.audit_event as select * from audit_event where id <> 3")
                    .update();
            assertThat(run(url, "--public-key", key.toString())).startsWith("1 FOUND: event 3 does not match its seal");
            assertThat(run(url)).startsWith("2 ").contains("Usage: java -cp");
        }
    }

    /** The status that it ends with, and what it said. */
    private String run(String... arguments) throws Exception {
        assertThat(JAR).as("build it with mvn package").exists();
        String driver = Path.of(org.postgresql.Driver.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI())
                .toString();
        Path output = folder.resolve("output.txt");
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                JAR + File.pathSeparator + driver,
                "gov.mt.immtrax.access.audit.AuditVerifier"));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().put("AUDIT_DATABASE_USERNAME", "postgres");
        Process process = builder.start();
        assertThat(process.waitFor(Patience.LONG.toMinutes(), TimeUnit.MINUTES)).isTrue();
        return process.exitValue() + " "
                + Files.readString(output, StandardCharsets.UTF_8).strip();
    }
}

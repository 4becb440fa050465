package gov.mt.immtrax.access.compose;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The database of {@code docker-compose.yml}: empty, with the roles that its script makes, and passwords for everybody
 * but us.
 */
public final class ComposedDatabase implements AutoCloseable {

    private static final String SERVICE = "postgres";

    private final EmbeddedPostgres postgres;
    private final DataSource database;

    private ComposedDatabase(EmbeddedPostgres postgres, DataSource database) {
        this.postgres = postgres;
        this.database = database;
    }

    /** @param folder for its files */
    public static ComposedDatabase start(ComposeHere compose, Path folder) {
        try {
            var doors = Files.writeString(
                    folder.resolve("pg_hba.conf"),
                    "host all postgres 127.0.0.1/32 trust\nhost all all 127.0.0.1/32 scram-sha-256\n");
            var postgres = EmbeddedPostgres.builder()
                    .setServerConfig("hba_file", doors.toString())
                    .start();
            compose.place("postgres:5432", "127.0.0.1:" + postgres.getPort());
            var name = compose.environment(SERVICE).get("POSTGRES_DB");
            try (var connection = postgres.getPostgresDatabase().getConnection();
                    var statement = connection.createStatement()) {
                statement.execute("create database " + name);
            }
            var database = new ComposedDatabase(postgres, postgres.getDatabase("postgres", name));
            database.initialize(compose, folder);
            return database;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Runs the scripts that the container would run on its first start; what they hand to psql goes to the database.
     */
    private void initialize(ComposeHere compose, Path folder) throws IOException, SQLException {
        var mounts = compose.file().mounts(SERVICE);
        mounts.forEach(
                (from, to) -> compose.place(to, Path.of(from).toAbsolutePath().toString()));
        var secrets = compose.secrets(SERVICE).toString();
        var written = folder.resolve("initial.sql");
        Files.writeString(folder.resolve("psql"), """
                #!/bin/bash
                for argument in "$@"; do case $argument in --file=*) file=${argument#--file=} ;; esac; done
                cat "${file:-/dev/stdin}" >>%s
                """.formatted(written));
        Files.setPosixFilePermissions(folder.resolve("psql"), PosixFilePermissions.fromString("rwx------"));
        for (var script : scripts(mounts)) {
            var text = compose.here(Files.readString(script).replace("/run/secrets", secrets));
            Commands.require(
                    folder,
                    "/usr/bin/env",
                    "PATH=" + folder + ":" + System.getenv("PATH"),
                    "POSTGRES_DB=" + compose.environment(SERVICE).get("POSTGRES_DB"),
                    "/bin/bash",
                    "-c",
                    text);
        }
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(Files.readString(written));
        }
    }

    private static List<Path> scripts(Map<String, String> mounts) throws IOException {
        var folder = mounts.entrySet().stream()
                .filter(mount -> mount.getValue().equals("/docker-entrypoint-initdb.d"))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
        try (var files = Files.list(Path.of(folder))) {
            return files.filter(file -> file.toString().endsWith(".sh"))
                    .sorted()
                    .toList();
        }
    }

    /** The database as its superuser sees it. */
    public JdbcClient asSuperuser() {
        return JdbcClient.create(database);
    }

    @Override
    public void close() throws IOException {
        postgres.close();
    }
}

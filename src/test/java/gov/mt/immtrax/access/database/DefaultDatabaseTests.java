package gov.mt.immtrax.access.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import org.h2.Driver;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.core.io.ClassPathResource;

/** What the service takes without a database setting, in a process that is killed between two commits. */
class DefaultDatabaseTests {

    private static final int ACKNOWLEDGED = 25;

    @TempDir
    Path home;

    @RepeatedTest(3)
    void keepsWhatItAcknowledgedWhenTheProcessIsKilled() throws Exception {
        Process process = writer();
        int acknowledged = 0;
        try (BufferedReader said = process.inputReader()) {
            while (acknowledged < ACKNOWLEDGED) {
                acknowledged = Integer.parseInt(said.readLine());
            }
            process.destroyForcibly().waitFor();
        }

        try (Connection database = DriverManager.getConnection(url().replace("./", home + "/"));
                Statement statement = database.createStatement();
                var rows = statement.executeQuery("select max(id) from deed")) {
            rows.next();
            assertThat(rows.getInt(1)).isGreaterThanOrEqualTo(acknowledged);
        }
    }

    private Process writer() throws Exception {
        return new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                        String.join(File.pathSeparator, List.of(place(Driver.class), place(Writer.class))), Writer.class.getName(), url())
                .directory(home.toFile()).redirectError(home.resolve("errors.txt").toFile()).start();
    }

    private static String place(Class<?> type) throws Exception {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
    }

    private static String url() {
        var yaml = new YamlPropertiesFactoryBean();
        yaml.setResources(new ClassPathResource("application.yml"));
        Properties defaults = yaml.getObject();
        return defaults.getProperty("spring.datasource.url");
    }

    /** Says the number of each row once its commit has returned. */
    static final class Writer {

        private Writer() {}

        public static void main(String[] arguments) throws SQLException {
            try (Connection database = DriverManager.getConnection(arguments[0]); Statement statement = database.createStatement()) {
                statement.execute("create table deed (id int primary key)");
                for (int id = 1; ; id++) {
                    statement.execute("insert into deed values (" + id + ")");
                    System.out.println(id);
                }
            }
        }
    }
}

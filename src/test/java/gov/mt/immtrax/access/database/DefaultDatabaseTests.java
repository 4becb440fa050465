package gov.mt.immtrax.access.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
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
        Process process = shell();
        int acknowledged = 0;
        try (BufferedWriter asks = process.outputWriter();
                BufferedReader answers = process.inputReader()) {
            asks.write("create table deed (id int primary key);\n");
            while (acknowledged < ACKNOWLEDGED) {
                asks.write("insert into deed values (" + (acknowledged + 1) + ");\n");
                asks.flush();
                String answer;
                do {
                    answer = answers.readLine();
                    assertThat(answer).as("the shell has ended").isNotNull();
                } while (!answer.contains("Update count: 1"));
                acknowledged++;
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

    /**
     * The database's own shell, so that the tests have no main class but the demo's, which {@code spring-boot:test-run}
     * looks for.
     */
    private Process shell() throws Exception {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        place(Driver.class),
                        "org.h2.tools.Shell",
                        "-url",
                        url(),
                        "-user",
                        "",
                        "-password",
                        "")
                .directory(home.toFile())
                .redirectError(home.resolve("errors.txt").toFile())
                .start();
    }

    private static String place(Class<?> type) throws Exception {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI())
                .toString();
    }

    private static String url() {
        var yaml = new YamlPropertiesFactoryBean();
        yaml.setResources(new ClassPathResource("application.yml"));
        Properties defaults = yaml.getObject();
        return defaults.getProperty("spring.datasource.url");
    }
}

package gov.mt.immtrax.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What must be true of a database once the service has started on it, whichever product it is. */
final class DeploymentFacts {

    private DeploymentFacts() {}

    static void hold(JdbcClient jdbc) throws IOException {
        assertThat(jdbc.sql(
                                "select \"script\" from \"flyway_schema_history\" where \"success\" = true and \"type\" = 'SQL'")
                        .query(String.class)
                        .list())
                .containsExactlyInAnyOrderElementsOf(migrations(jdbc));

        var deployed = new TreeSet<>(files("processes/*.bpmn", "processes/"));
        deployed.addAll(files("processes/*.dmn", "processes/"));
        deployed.addAll(files("forms/*.html", "forms/"));
        assertThat(jdbc.sql(
                                "select name_ from act_ge_bytearray where deployment_id_ is not null and generated_ = false")
                        .query(String.class)
                        .list())
                .containsExactlyInAnyOrderElementsOf(deployed);
        assertThat(jdbc.sql("select value_ from act_ge_property where name_ = 'historyLevel'")
                        .query(String.class)
                        .single())
                .as("the history level that keeps no form payload")
                .isEqualTo("4700");
    }

    private static List<String> migrations(JdbcClient jdbc) throws IOException {
        List<String> files = new ArrayList<>(files("db/migration/*.sql", ""));
        String postgres = "select count(*) from information_schema.schemata where lower(schema_name) = 'pg_catalog'";
        if (jdbc.sql(postgres).query(Integer.class).single() > 0) {
            files.addAll(files("db/vendor/postgresql/*.sql", ""));
        }
        return files;
    }

    private static List<String> files(String pattern, String folder) throws IOException {
        Resource[] found = new PathMatchingResourcePatternResolver().getResources("classpath:" + pattern);
        assertThat(found).isNotEmpty();
        return Arrays.stream(found).map(file -> folder + file.getFilename()).toList();
    }
}

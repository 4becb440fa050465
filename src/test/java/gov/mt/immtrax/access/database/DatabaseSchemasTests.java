package gov.mt.immtrax.access.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.jdbc.DataSourceProperties;

class DatabaseSchemasTests {

    @Test
    void areThereOnPostgresAlone() {
        assertThat(schemas("jdbc:postgresql://db.example.gov/immtrax?reWriteBatchedInserts=true")
                        .exist())
                .isTrue();
        assertThat(schemas("jdbc:h2:mem:x").exist()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"currentSchema=public", "sslmode=require&options=-c%20search_path=public"})
    void areNotReplacedByTheUrl(String parameter) {
        assertThatThrownBy(() -> schemas("jdbc:postgresql://db.example.gov/immtrax?" + parameter))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("SPRING_DATASOURCE_URL");
    }

    @Test
    void areNotReplacedByTheUrlOfMigrations() {
        DatabaseSchemas schemas = schemas("jdbc:postgresql://db.example.gov/immtrax");
        assertThatThrownBy(() -> schemas.refuseSchemasIn(
                        "jdbc:postgresql://db.example.gov/immtrax?currentSchema=public", "SPRING_FLYWAY_URL"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("SPRING_FLYWAY_URL");
    }

    private static DatabaseSchemas schemas(String url) {
        var settings = new DataSourceProperties();
        settings.setUrl(url);
        return new DatabaseSchemas(settings);
    }
}

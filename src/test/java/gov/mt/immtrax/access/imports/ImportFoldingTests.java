package gov.mt.immtrax.access.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** An import that was previewed before an upgrade, and is applied after it. */
class ImportFoldingTests {

    @Test
    void foldsLinesFromBefore() {
        var database = new JdbcDataSource();
        database.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        FluentConfiguration flyway = Flyway.configure().dataSource(database);
        flyway.target("0025").load().migrate();
        JdbcClient jdbc = JdbcClient.create(database);
        jdbc.sql("""
                insert into import_line (import_number, line_number, username, username_key, last_name, last_name_key,
                    access_level, status, supervisor_name, supervisor_address)
                values ('IMP0000001', 2, 'Nan.Nurse', 'nan.nurse', 'O''Brien', 'o''brien', 'VACCINE_MANAGEMENT', 'ACTIVE',
                    null, 'stacy@example.org'),
                ('IMP0000001', 3, 'x', 'x', null, null, 'VACCINE_MANAGEMENT', 'ACTIVE', 'Stacy', null)""").update();

        flyway.target("latest").javaMigrations(new ImportFolding()).load().migrate();

        assertThat(jdbc.sql("select * from import_line where line_number = 2")
                        .query()
                        .singleRow())
                .containsEntry("username", "Nan.Nurse")
                .containsEntry("username_key", "nan.nurse")
                .containsEntry("username_folded", "nannurse")
                .containsEntry("last_name_key", "obrien")
                .containsEntry("first_name_key", null)
                .containsEntry("supervisor_name_key", "stacyexampleorg");
        assertThat(jdbc.sql("select * from import_line where line_number = 3")
                        .query()
                        .singleRow())
                .containsEntry("last_name_key", null)
                .containsEntry("supervisor_name_key", null);
    }
}

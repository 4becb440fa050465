package gov.mt.immtrax.access.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The migration from when on inactivity is counted, with accounts that were set up, moved and reactivated before it.
 */
class StartOfInactivityIT {

    private static final String SET_UP = "2026-03-02T17:00:00Z";

    @Test
    void isFilledOnH2() {
        var database = new JdbcDataSource();
        database.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        isFilledOn(database, "classpath:db/migration");
    }

    @Test
    void isFilledOnPostgres() throws Exception {
        try (EmbeddedPostgres server = EmbeddedPostgres.start()) {
            isFilledOn(server.getPostgresDatabase(), "classpath:db/migration", "classpath:db/vendor/postgresql");
        }
    }

    private static void isFilledOn(DataSource database, String... migrations) {
        migrate(database, "0018", migrations);
        JdbcClient jdbc = JdbcClient.create(database);
        account(jdbc, "ACC0000001", SET_UP);
        account(jdbc, "ACC0000002", null);
        account(jdbc, "ACC0000003", SET_UP);
        request(jdbc, "REQ0000003", "ACC0000003", "NEW_ACCESS", "2026-08-17", "2026-08-17T14:00:00Z");
        account(jdbc, "ACC0000004", SET_UP);
        request(jdbc, "REQ0000004", "ACC0000004", "CHANGE_EMPLOYER", "2026-05-04", "2026-05-11T15:30:00Z");
        account(jdbc, "ACC0000005", null);
        request(jdbc, "REQ0000005", "ACC0000005", "CHANGE_EMPLOYER", "2026-06-01", "2026-05-11T15:30:00Z");
        account(jdbc, "ACC0000006", SET_UP);
        request(jdbc, "REQ0000006", "ACC0000006", "PERMISSIONS_CHANGE", "2026-09-01", "2026-08-11T15:30:00Z");

        migrate(database, "0020", migrations);

        assertThat(countedFrom(jdbc, "ACC0000001")).as("set up").isEqualTo(SET_UP);
        assertThat(countedFrom(jdbc, "ACC0000002")).as("imported").isNull();
        assertThat(dayOf(jdbc, "ACC0000003")).as("set up before the start date").isEqualTo("2026-08-17");
        assertThat(countedFrom(jdbc, "ACC0000004")).as("moved late").isEqualTo("2026-05-11T15:30:00Z");
        assertThat(dayOf(jdbc, "ACC0000005")).as("imported, moved early").isEqualTo("2026-06-01");
        assertThat(countedFrom(jdbc, "ACC0000006")).as("with another level").isEqualTo(SET_UP);
    }

    private static void migrate(DataSource database, String target, String... migrations) {
        Flyway.configure()
                .dataSource(database)
                .locations(migrations)
                .placeholders(Map.of("application", ""))
                .target(target)
                .load()
                .migrate();
    }

    private static void account(JdbcClient jdbc, String number, String setUp) {
        jdbc.sql("""
                        insert into account (number, username, username_key, first_name, last_name, last_name_key,
                            employer, employer_key, location_name, access_level, status, provisioned_at)
                        values (:number, :number, :number, 'F', 'L', 'l', 'E', 'e', 'P', 'VACCINE_MANAGEMENT', 'ACTIVE',
                            cast(:setUp as timestamp with time zone))""").param("number", number).param("setUp", setUp).update();
    }

    private static void request(
            JdbcClient jdbc, String number, String account, String type, String start, String ended) {
        jdbc.sql("""
                        insert into access_request (number, status, request_type, legal_first_name, legal_last_name,
                            date_of_birth, phone_number, email_address, had_prior_access, employer, job_title,
                            location_name, street_address, city, state, county, zip, start_date, access_level,
                            justification, supervisor_name, supervisor_job_title, supervisor_address, supervisor_issuer,
                            supervisor_subject, submitted_at, ended_at)
                        values (:number, 'GRANTED', :type, 'F', 'L', date '1980-01-01', '406-444-1234',
                            'user@example.org', 'NO', 'E', 'RN', 'P', 'S', 'C', 'MT', 'C', '59601', :start,
                            'VACCINE_MANAGEMENT', 'J', 'S', 'M', 'supervisor@example.org', 'i', 's', :ended, :ended)""")
                .param("number", number)
                .param("type", type)
                .param("start", LocalDate.parse(start))
                .param("ended", Instant.parse(ended).atOffset(ZoneOffset.UTC))
                .update();
        jdbc.sql("insert into request_effect (request_number, account) values (:number, :account)")
                .param("number", number)
                .param("account", account)
                .update();
    }

    private static Instant countedFrom(JdbcClient jdbc, String number) {
        return jdbc
                .sql("select counted_from from account where number = :number")
                .param("number", number)
                .query((row, index) -> row.getObject(1, OffsetDateTime.class))
                .list()
                .stream()
                .filter(Objects::nonNull)
                .map(OffsetDateTime::toInstant)
                .findFirst()
                .orElse(null);
    }

    private static LocalDate dayOf(JdbcClient jdbc, String number) {
        return countedFrom(jdbc, number).atZone(ZoneId.of("America/Denver")).toLocalDate();
    }
}

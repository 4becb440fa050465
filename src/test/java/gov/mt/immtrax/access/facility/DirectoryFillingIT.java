package gov.mt.immtrax.access.facility;

import static org.assertj.core.api.Assertions.assertThat;

import gov.mt.immtrax.access.folding.FoldedColumns;
import gov.mt.immtrax.access.folding.Folding;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.migration.JavaMigration;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The directory is filled on H2 and PostgreSQL from what was there before it, once. */
class DirectoryFillingIT {

    private static EmbeddedPostgres server;

    /** A database and the migrations for it. */
    record Database(String name, DataSource source, List<String> migrations) {

        @Override
        public String toString() {
            return name;
        }
    }

    @BeforeAll
    static void start() throws Exception {
        server = EmbeddedPostgres.start();
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    static Stream<Database> databases() {
        var h2 = new JdbcDataSource();
        h2.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        return Stream.of(
                new Database("H2", h2, List.of("classpath:db/migration")),
                new Database(
                        "PostgreSQL",
                        server.getPostgresDatabase(),
                        List.of("classpath:db/migration", "classpath:db/vendor/postgresql")));
    }

    @ParameterizedTest
    @MethodSource("databases")
    void findsEachClinicOfAccountsAndRequestsOnce(Database database) {
        migrate(database, "0026");
        JdbcClient jdbc = JdbcClient.create(database.source());
        account(jdbc, 1, "St. Peter's Health", "SPH Broadway", "2102");
        account(jdbc, 2, "St. Peter\u2019s Health", "SPH Broadway", "2102");
        account(jdbc, 3, "St. Peter\u2019s Health", "SPH  Broadway", null);
        account(jdbc, 4, "ST PETERS HEALTH", "SPH Broadway", "9");
        account(jdbc, 5, "\u00c9cole Sainte-Anne", "\u738b", null);
        request(jdbc, 1, "St. Peter's Health", "SPH Broadway", "GRANTED", "Old Street 1");
        request(jdbc, 2, "St. Peters Health", "SPH Broadway", "AWAITING_SIGNATURE", "New Street 2");
        request(jdbc, 3, "Never", "Granted", "DECLINED", "Elsewhere 3");

        migrate(database, "latest");

        assertThat(jdbc.sql(
                                "select employer, location_name, vfc_pin, street_address, status from facility order by number")
                        .query((row, index) -> Stream.of(1, 2, 3, 4, 5)
                                .map(column -> text(row, column))
                                .toList())
                        .list())
                .containsExactlyInAnyOrder(
                        List.of("St. Peter's Health", "SPH Broadway", "2102", "New Street 2", "ACTIVE"),
                        List.of("\u00c9cole Sainte-Anne", "\u738b", "null", "null", "ACTIVE"));
        assertThat(jdbc.sql("""
                        select count(*) from account a join facility_name n
                        on n.employer_key = a.employer_key and n.location_key = a.location_key""").query(Long.class).single())
                .as("every account has its clinic")
                .isEqualTo(5);
        assertThat(new FacilityUse(jdbc).unlisted()).isEmpty();

        FacilityRepository facilities = new FacilityRepository(jdbc);
        Facility clinic = facilities
                .named(FacilityKey.of("st peters health", "sph broadway"))
                .orElseThrow();
        jdbc.sql("update facility_name set employer_key = 'x' || employer_key").update();
        jdbc.sql("insert into facility_name (employer_key, location_key, facility, employer, location_name)"
                        + " values ('from', 'before', :number, 'From', 'Before')")
                .param("number", clinic.number())
                .update();
        facilities.foldAgain();

        assertThat(facilities
                        .named(FacilityKey.of("st peters health", "sph broadway"))
                        .orElseThrow())
                .isEqualTo(clinic);
        assertThat(facilities.named(FacilityKey.of("From", "Before")).orElseThrow())
                .isEqualTo(clinic);
        assertThat(jdbc.sql("select count(*) from facility_name")
                        .query(Long.class)
                        .single())
                .isEqualTo(3);
    }

    private static String text(ResultSet row, int column) {
        try {
            return String.valueOf(row.getString(column));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void migrate(Database database, String version) {
        List<JavaMigration> inJava = new ArrayList<>();
        if (version.equals("latest")) {
            inJava.add(new DirectoryFilling(Clock.systemUTC()));
            inJava.add(folding("account"));
            inJava.add(folding("access_request"));
        }
        Flyway.configure()
                .dataSource(database.source())
                .locations(database.migrations().toArray(String[]::new))
                .javaMigrations(inJava.toArray(JavaMigration[]::new))
                .placeholders(Map.of("application", ""))
                .ignoreMigrationPatterns("*:missing")
                .target(version)
                .load()
                .migrate();
    }

    /** As the rooms of both tables do. */
    private static FoldedColumns folding(String table) {
        return new FoldedColumns(
                table,
                List.of("number"),
                List.of(
                        new FoldedColumns.Column("employer_key", "employer", Folding.ORGANIZATION),
                        new FoldedColumns.Column("location_key", "location_name", Folding.ORGANIZATION))) {};
    }

    private static void account(JdbcClient jdbc, int number, String employer, String location, String pin) {
        jdbc.sql("""
                        insert into account (number, username, username_key, first_name, last_name, last_name_key, employer,
                            employer_key, location_name, vfc_pin, access_level, status)
                        values (:number, :number, :number, 'F', 'L', 'l', :employer, '', :location, :pin,
                            'RECORD_MAINTENANCE', 'ACTIVE')""")
                .param("number", "ACC000000" + number)
                .param("employer", employer)
                .param("location", location)
                .param("pin", pin)
                .update();
    }

    private static void request(
            JdbcClient jdbc, int number, String employer, String location, String status, String street) {
        jdbc.sql("""
                        insert into access_request (number, status, request_type, legal_first_name, legal_last_name,
                            date_of_birth, phone_number, email_address, had_prior_access, employer, job_title,
                            location_name, street_address, city, state, county, zip, start_date, access_level,
                            justification, supervisor_name, supervisor_job_title, supervisor_address,
                            supervisor_issuer, supervisor_subject, submitted_at, ended_at)
                        values (:number, :status, 'NEW_ACCESS', 'F', 'L', date '1980-01-01', '406-444-1234',
                            'u@example.org', 'NO', :employer, 'RN', :location, :street, 'Helena', 'MT', 'C', '59601',
                            date '2027-01-04', 'RECORD_MAINTENANCE', 'J', 'S', 'M', 's@example.org', 'i', 's',
                            timestamp with time zone '2026-01-01 17:00:00+00:00',
                            case when :status = 'AWAITING_SIGNATURE' then null
                                else timestamp with time zone '2026-01-02 17:00:00+00:00' end)""")
                .param("number", "REQ000000" + number)
                .param("employer", employer)
                .param("location", location)
                .param("status", status)
                .param("street", street)
                .update();
    }
}

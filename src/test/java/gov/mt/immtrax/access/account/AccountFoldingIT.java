package gov.mt.immtrax.access.account;

import static org.assertj.core.api.Assertions.assertThat;

import gov.mt.immtrax.access.folding.Folding;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.migration.JavaMigration;
import org.h2.jdbcx.JdbcDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The folded columns on H2 and PostgreSQL: filled for accounts from before, and the same as in Java for any text. */
class AccountFoldingIT {

    private static final String[] ON_H2 = {"classpath:db/migration"};
    private static final String[] ON_POSTGRES = {"classpath:db/migration", "classpath:db/vendor/postgresql"};

    private static final List<String> NAMES = List.of(
            "O\u2019Brien",
            "Tiptree, Jr.",
            "Mu\u00f1oz",
            "\u738b",
            "-",
            "St. John",
            "\u0417\u0443\u0435\u0432",
            "\ufdfa");

    private static EmbeddedPostgres server;
    private static DataSource postgres;
    private static DataSource h2;

    @BeforeContainer
    static void start() throws IOException {
        server = EmbeddedPostgres.start();
        postgres = server.getPostgresDatabase();
        var database = new JdbcDataSource();
        database.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        h2 = database;
    }

    @AfterContainer
    static void stop() throws IOException {
        server.close();
    }

    @Example
    void fillsAccountsFromBefore() {
        fillsAccountsFromBefore(h2, ON_H2);
        fillsAccountsFromBefore(postgres, ON_POSTGRES);
    }

    private static void fillsAccountsFromBefore(DataSource database, String[] migrations) {
        JdbcClient jdbc = JdbcClient.create(database);
        jdbc.sql("drop table if exists folded").update();
        migrate(database, "0025", migrations);
        for (int i = 0; i < NAMES.size(); i++) {
            account(jdbc, i);
        }

        migrate(database, "latest", migrations);

        for (int i = 0; i < NAMES.size(); i++) {
            String name = NAMES.get(i);
            Map<String, Object> row = jdbc.sql("select * from account where number = ?")
                    .param("ACC000000" + i)
                    .query()
                    .singleRow();
            assertThat(row).containsEntry("last_name", name).containsEntry("supervisor_name", name);
            Map<String, Object> written = AccountColumns.of(
                    SampleAccount.facts((String) row.get("username"), (String) row.get("first_name"), name, null)
                            .withSupervisor(name, "stacy@example.org"));
            assertThat(row)
                    .containsEntry("username_folded", written.get("usernameFolded"))
                    .containsEntry("first_name_key", written.get("firstNameKey"))
                    .containsEntry("last_name_key", written.get("lastNameKey"))
                    .containsEntry("employer_key", "saintpetershealth")
                    .containsEntry("location_key", "sphbroadway")
                    .containsEntry("supervisor_name_key", written.get("supervisorNameKey"));
        }
    }

    /** What is written is found again by itself and by each beginning, and nothing else is. */
    @Property(tries = 400)
    void keepsAKeyAsItIs(@ForAll("texts") String one, @ForAll("texts") String other, @ForAll Folding folding) {
        String key = folding.key(one);
        String otherKey = folding.key(other);
        for (DataSource database : List.of(h2, postgres)) {
            JdbcClient jdbc = JdbcClient.create(database);
            jdbc.sql("create table if not exists folded (folded_key varchar(256))")
                    .update();
            jdbc.sql("delete from folded").update();
            jdbc.sql("insert into folded (folded_key) values (?)").param(key).update();

            assertThat(jdbc.sql("select folded_key from folded")
                            .query(String.class)
                            .single())
                    .isEqualTo(key);
            assertThat(count(jdbc, "= ?", key)).isEqualTo(1);
            assertThat(count(jdbc, "= ?", otherKey)).isEqualTo(key.equals(otherKey) ? 1 : 0);
            for (String beginning : List.of(key.substring(0, key.offsetByCodePoints(0, 1)), key, otherKey)) {
                assertThat(count(jdbc, "like ?", beginning.replaceAll("[\\\\%_]", "\\\\$0") + "%"))
                        .isEqualTo(key.startsWith(beginning) ? 1 : 0);
            }
        }
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.oneOf(
                        Arbitraries.strings().ofMinLength(1).ofMaxLength(60),
                        Arbitraries.strings().all().ofMinLength(1).ofMaxLength(20),
                        Arbitraries.strings()
                                .withChars("\u00e9eE'\u2019 -._%\\\u0301\u0416")
                                .ofMinLength(1)
                                .ofMaxLength(8),
                        Arbitraries.of(NAMES))
                .filter(text -> !text.isBlank());
    }

    private static long count(JdbcClient jdbc, String condition, String value) {
        return jdbc.sql("select count(*) from folded where folded_key " + condition)
                .param(value)
                .query(Long.class)
                .single();
    }

    private static void migrate(DataSource database, String target, String... migrations) {
        Flyway.configure()
                .dataSource(database)
                .locations(migrations)
                .placeholders(Map.of("application", ""))
                .javaMigrations(
                        target.equals("latest") ? new JavaMigration[] {new AccountFolding()} : new JavaMigration[0])
                .target(target)
                .load()
                .migrate();
    }

    private static void account(JdbcClient jdbc, int i) {
        jdbc.sql("""
                        insert into account (number, username, username_key, first_name, last_name, last_name_key, employer,
                            employer_key, location_name, access_level, status, supervisor_name, supervisor_address)
                        values (:number, :username, :username, :name, :name, 'old', 'ST. PETER''S HEALTH', 'old',
                            'SPH - Broadway', 'VACCINE_MANAGEMENT', 'ACTIVE', :name, 'stacy@example.org')""")
                .param("number", "ACC000000" + i)
                .param("username", "u." + i)
                .param("name", NAMES.get(i))
                .update();
    }
}

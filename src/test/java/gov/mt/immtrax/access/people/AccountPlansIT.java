package gov.mt.immtrax.access.people;

import static org.assertj.core.api.Assertions.assertThat;

import gov.mt.immtrax.access.account.Account;
import gov.mt.immtrax.access.account.NamesakeSearch;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * How a real PostgreSQL that sorts as English does looks for accounts among 100,000: each list by an index, and never
 * through the whole table. The plans, with times of this run, are in {@code target/account-plans.txt}.
 */
class AccountPlansIT {

    private static final Path REPORT = Path.of("target", "account-plans.txt");
    private static final Pattern WHOLE_TABLE = Pattern.compile("Seq Scan on account\\b");
    private static final Pattern SORT_OF_ALL = Pattern.compile("(?<!Incremental )Sort  \\(");

    private static EmbeddedPostgres server;
    private static JdbcClient jdbc;

    @BeforeAll
    static void fill() throws IOException {
        server = EmbeddedPostgres.start();
        JdbcClient.create(server.getPostgresDatabase())
                .sql(
                        "create database register template template0 encoding 'UTF8' locale_provider icu icu_locale 'en-US' locale 'C'")
                .update();
        // so that values stand in the statement and EXPLAIN takes it
        var database =
                new DriverManagerDataSource(server.getJdbcUrl("postgres", "register") + "&preferQueryMode=simple");
        Flyway.configure()
                .dataSource(database)
                .locations("classpath:db/migration", "classpath:db/vendor/postgresql")
                .placeholders(Map.of("application", ""))
                .load()
                .migrate();
        jdbc = JdbcClient.create(database);
        jdbc.sql("""
                insert into account (number, username, username_key, username_folded, first_name, first_name_key, last_name,
                    last_name_key, email_address, employer, employer_key, location_name, location_key, access_level,
                    supervisor_name, supervisor_name_key, supervisor_address, agreement_request, status,
                    provisioned_at, last_access_at, end_date)
                select 'ACC' || lpad(n::text, 7, '0'), 'user' || n, 'user' || n, 'user' || n, 'First' || n % 50,
                    'first' || n % 50, 'Last' || h, 'last' || h, 'user' || n || '@example.org', 'Employer ' || n % 2000,
                    'employer' || n % 2000, 'Site', 'site', 'RECORD_MAINTENANCE',
                    'Supervisor ' || n % 4000, 'supervisor' || n % 4000, 'supervisor' || n % 4000 || '@example.org',
                    case when n % 2 = 0 then 'REQ' || lpad(n::text, 7, '0') end,
                    case when n % 8 = 0 then 'INACTIVATED' else 'ACTIVE' end, timestamptz '2026-01-01',
                    case when n % 20 = 0 then null else timestamptz '2026-01-01' + (n % 300) * interval '1 day' end,
                    case when n % 9 = 0 then date '2027-01-01' + n % 300 end
                from (select n, md5(n::text) as h from generate_series(1, 100000) n) numbers""").update();
        jdbc.sql("""
                insert into account_change (account, changed_at, type, case_number)
                select number, provisioned_at, 'OPENED', agreement_request from account""").update();
        jdbc.sql("""
                insert into account_dispute (account, open_key, disputed_at, disputed_by)
                select number, number, provisioned_at, supervisor_address from account order by number limit 60""").update();
        jdbc.sql("""
                insert into facility (number, status, employer, employer_key, location_name, location_key)
                select 'FAC' || lpad(n::text, 7, '0'), 'ACTIVE', 'Employer ' || n, 'employer' || n, 'Site', 'site'
                from generate_series(0, 1999) n""").update();
        jdbc.sql("""
                insert into facility_name (employer_key, location_key, facility, employer, location_name)
                select employer_key, location_key, number, employer, location_name from facility""").update();
        jdbc.sql("update account set supervisor_address = null where number like '%00'")
                .update();
        jdbc.sql("""
                insert into supervisor_departure (number, address, open_key, opened_at, asked_at)
                select 'DEP' || lpad(n::text, 7, '0'), 'supervisor' || n || '@example.org',
                    case when n < 20 then 'supervisor' || n || '@example.org' end, now(), now()
                from generate_series(1, 1000) n""").update();
        jdbc.sql("analyze").update();
        Files.deleteIfExists(REPORT);
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    @Test
    void isADatabaseInWhichBeginningsNeedAnIndexOfTheirOwn() {
        assertThat(jdbc.sql(
                                "select cast(datlocprovider as text) || ' ' || datlocale from pg_database where datname = 'register'")
                        .query(String.class)
                        .single())
                .isEqualTo("i en-US");
        assertThat(jdbc.sql("select count(*) from account").query(Long.class).single())
                .isEqualTo(100_000);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            last0a1                  | account_by_name_beginning, account_by_username_beginning, account_by_employer_beginning
            last0a1, first1          | account_by_name_beginning
            first7 last0a1           | account_by_name_beginning
            Last0a1 Jr.              | account_by_name_beginning
            user4711                 | account_by_username_beginning
            employer 17              | account_by_employer_beginning
            EMPLOYER–171, Inc.       | account_by_employer_beginning
            Supervisor 17            | account_by_supervisor_name_beginning
            user4711@example.org     | account_by_person, account_by_supervisor
            REQ0004712               | account_change_by_case, account_by_agreement
            ACC0004711               | account_pkey
            FAC0000017               | facility_name_by_facility
            """)
    void findsByIndexes(String typed, String indexes) throws IOException {
        String plan = plan(query(Optional.empty(), typed, null, AccountOrder.PERSON, false), 1);
        assertThat(plan).doesNotContainPattern(WHOLE_TABLE);
        assertThat(indexes.split(", ")).allSatisfy(index -> assertThat(plan).contains(index));
    }

    @ParameterizedTest
    @CsvSource({
        "PERSON, account_by_last_name", "USERNAME, account_by_username", "EMPLOYER, account_by_employer",
        "LAST_ACCESS, account_by_last_access", "END_DATE, account_by_end_date", "STATUS, account_by_status"
    })
    void sortsAllByTheIndexOfTheColumn(AccountOrder order, String index) throws IOException {
        for (boolean descending : new boolean[] {false, true}) {
            String plan = plan(query(Optional.empty(), null, null, order, descending), 3);
            assertThat(plan).contains(index).doesNotContainPattern(WHOLE_TABLE).doesNotContainPattern(SORT_OF_ALL);
        }
    }

    @Test
    void coversEveryOrderOfTheListOfAll() {
        assertThat(AccountOrder.OF_ALL)
                .containsExactly(
                        AccountOrder.PERSON,
                        AccountOrder.USERNAME,
                        AccountOrder.EMPLOYER,
                        AccountOrder.LAST_ACCESS,
                        AccountOrder.END_DATE,
                        AccountOrder.STATUS);
    }

    @Test
    void narrowsDownByIndexes() throws IOException {
        assertThat(plan(query(Optional.empty(), null, AccountFilter.INACTIVATED, AccountOrder.PERSON, false), 1))
                .doesNotContainPattern(WHOLE_TABLE)
                .doesNotContainPattern(SORT_OF_ALL);
        assertThat(plan(query(Optional.empty(), null, AccountFilter.DISPUTED, AccountOrder.PERSON, false), 1))
                .contains("account_pkey")
                .doesNotContainPattern(WHOLE_TABLE);
        assertThat(plan(query(Optional.empty(), null, AccountFilter.NO_SUPERVISOR, AccountOrder.PERSON, false), 1))
                .contains("account_pkey", "account_by_supervisor")
                .doesNotContainPattern(WHOLE_TABLE);
    }

    @Test
    void listsASupervisorsPeopleByTheirIndexInEachOrder() throws IOException {
        for (AccountOrder order : AccountOrder.OF_MINE) {
            for (String typed : new String[] {null, "last"}) {
                assertThat(plan(query(Optional.of("supervisor17@example.org"), typed, null, order, true), 1))
                        .contains("account_by_supervisor")
                        .doesNotContainPattern(WHOLE_TABLE);
            }
        }
    }

    /** Every 50th account has this first name, and each last name has the same length: the worst that there is. */
    @Test
    void findsNamesakesByIndexesAlsoOneLetterApart() throws IOException {
        String last = jdbc.sql("select last_name from account where number = 'ACC0000007'")
                .query(String.class)
                .single();
        String slip = last.substring(0, 10) + "x" + last.substring(11);

        String plan = plan("namesakes", NamesakeSearch.SQL, NamesakeSearch.parameters("First7", null, slip));

        assertThat(plan).contains("account_by_first_name").doesNotContainPattern(WHOLE_TABLE);
        assertThat(NamesakeSearch.find(jdbc, "First7", "Middle", slip))
                .extracting(Account::number)
                .containsExactly("ACC0000007");
        long start = System.nanoTime();
        NamesakeSearch.find(jdbc, "First7", null, slip);
        Files.writeString(
                REPORT,
                "namesakes, with the comparison: " + (System.nanoTime() - start) / 1_000_000 + " ms\n\n",
                StandardOpenOption.APPEND);
        assertThat(NamesakeSearch.find(jdbc, last, null, "First7")).hasSize(1);
        assertThat(NamesakeSearch.find(jdbc, "First7", null, slip + "x")).isEmpty();
    }

    private static AccountQuery query(
            Optional<String> supervisor, String typed, AccountFilter filter, AccountOrder order, boolean descending) {
        return new AccountQuery(
                supervisor, Set.of(), Optional.ofNullable(typed), Optional.ofNullable(filter), order, descending);
    }

    private static String plan(AccountQuery query, int page) throws IOException {
        Map<String, Object> values = new LinkedHashMap<>();
        String sql = AccountRows.sql(query, values) + "\nlimit 51 offset " + (page - 1) * 50;
        return plan(query + ", " + query.order() + ", " + query.find().orElse(""), sql, values);
    }

    private static String plan(String title, String sql, Map<String, Object> values) throws IOException {
        List<String> lines = jdbc.sql("explain (analyze, timing off) " + sql)
                .params(values)
                .query(String.class)
                .list();
        String plan = String.join("\n", lines);
        Files.writeString(REPORT, title + "\n" + plan + "\n\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        return plan;
    }
}

package gov.mt.immtrax.access.demo;

import static org.assertj.core.api.Assertions.assertThat;

import gov.mt.immtrax.access.folding.Folding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

class DemoRegisterTests {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);

    private final List<DemoAccount> accounts = DemoRegister.accounts(2_000, TODAY);

    @Test
    void isTheSameEachTime() {
        assertThat(DemoRegister.accounts(2_000, TODAY)).isEqualTo(accounts).hasSize(2_000);
        assertThat(accounts)
                .extracting(DemoAccount::username)
                .doesNotHaveDuplicates()
                // whom the walk through the demo sets up
                .doesNotContain("nnurse");
    }

    @Test
    void givesSupervisorsPeopleOfEveryKind() {
        var stacys = accounts.stream()
                .filter(a -> a.supervisorAddress().equals("stacy.supervisor@sphealth.org"))
                .toList();

        assertThat(stacys)
                .hasSize(25)
                .anyMatch(a -> !a.isActive())
                .anyMatch(a -> a.isActive() && a.end() != null && a.end().isBefore(TODAY.plusDays(30)))
                .anyMatch(a -> a.lastAccess() == null)
                .anyMatch(a -> a.lastAccess() != null && a.lastAccess().isBefore(TODAY.minusDays(183)));
        assertThat(accounts)
                .filteredOn(a -> a.supervisorAddress().equals("other.supervisor@example.org"))
                .hasSize(9);
    }

    /** There are no exceptions: whoever is called differently, and each employer, stays somebody else. */
    @Test
    void staysApartWhenItIsFolded() {
        assertThat(madeEqual(Folding.NAME, DemoAccount::firstName)).isEmpty();
        assertThat(madeEqual(Folding.NAME, DemoAccount::lastName)).isEmpty();
        assertThat(madeEqual(Folding.FULL_NAME, it -> it.firstName() + " " + it.lastName()))
                .isEmpty();
        assertThat(madeEqual(Folding.FULL_NAME, DemoAccount::supervisorName)).isEmpty();
        assertThat(madeEqual(Folding.ORGANIZATION, DemoAccount::employer)).isEmpty();
        assertThat(madeEqual(Folding.ORGANIZATION, DemoAccount::location)).isEmpty();
        assertThat(madeEqual(Folding.TEXT, DemoAccount::username)).isEmpty();
    }

    private List<Set<String>> madeEqual(Folding folding, Function<DemoAccount, String> typed) {
        return accounts.stream()
                .map(typed)
                .collect(Collectors.groupingBy(folding::key, Collectors.toSet()))
                .values()
                .stream()
                .filter(texts -> texts.size() > 1)
                .toList();
    }

    @Test
    void knowsNoDayThatMontanaHasNotReached() {
        assertThat(DemoRegister.today(Clock.fixed(Instant.parse("2026-11-22T05:56:00Z"), ZoneOffset.UTC)))
                .isEqualTo(LocalDate.of(2026, 11, 21));
    }

    @Test
    void fillsAnEmptyRegisterOnceAndLeavesNumbersToFollow() {
        var database = new JdbcDataSource();
        database.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        Flyway.configure().dataSource(database).load().migrate();
        var jdbc = new JdbcTemplate(database);

        DemoRegister.fill(jdbc, accounts);
        DemoRegister.fill(jdbc, accounts);

        assertThat(jdbc.queryForObject("select count(*) from account", Long.class))
                .isEqualTo(2_000);
        assertThat(jdbc.queryForObject("select count(*) from account_change where type = 'IMPORTED'", Long.class))
                .isEqualTo(2_000);
        assertThat(jdbc.queryForObject("select nextval('account_number')", Long.class))
                .isEqualTo(2_001);
    }

    @Test
    void writesAnExportThatDiffersInAFewPlaces(@TempDir Path folder) throws IOException {
        var export = DemoRegister.export(accounts, TODAY);
        var byName = accounts.stream().collect(Collectors.toMap(DemoAccount::username, a -> a));

        assertThat(export)
                .filteredOn(row -> !byName.containsKey(row.username()))
                .hasSize(4);
        assertThat(accounts.size() - (export.size() - 4)).isEqualTo(5);
        assertThat(export)
                .filteredOn(row -> byName.containsKey(row.username()))
                .filteredOn(
                        row -> !row.level().equals(byName.get(row.username()).level()))
                .hasSize(5);
        assertThat(export)
                .filteredOn(row -> byName.containsKey(row.username()))
                .filteredOn(row -> row.isActive() != byName.get(row.username()).isActive())
                .hasSize(5);

        var file = folder.resolve("deep/registry-export.csv");
        DemoRegister.write(file, export);
        var once = Files.readString(file);
        DemoRegister.write(file, export);
        assertThat(Files.readString(file))
                .isEqualTo(once)
                .startsWith(
                        "\ufeff\"user name\",\"email\",\"name\",\"employer\",\"location\",\"level\",\"status\",\"last access\"");
        assertThat(once.lines()).hasSize(export.size() + 1);
    }
}

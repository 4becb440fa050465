package gov.mt.immtrax.access.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.postgresql.Driver;
import org.postgresql.PGProperty;

class TimeLimitsTests {

    private static final String POSTGRES = "jdbc:postgresql://db/immtrax?reWriteBatchedInserts=true";

    private final DatabaseSettings settings = settings(Duration.ofSeconds(20));

    @Test
    void tellPostgresForWhomTheConnectionIs() {
        Properties pages = TimeLimits.ofPages(settings).of(POSTGRES);
        Properties jobs = TimeLimits.ofJobs(settings).of(POSTGRES);

        assertThat(pages)
                .containsEntry("socketTimeout", "25")
                .containsEntry("tcpKeepAlive", "true")
                .containsEntry("connectTimeout", "5")
                .containsEntry(
                        "options",
                        "-c statement_timeout=20000 -c idle_in_transaction_session_timeout=60000 -c lock_timeout=10000");
        assertThat(jobs).containsEntry("socketTimeout", "75");
        assertThat(TimeLimits.ofMigrations().of(POSTGRES))
                .containsEntry("socketTimeout", "3600")
                .extractingByKey("options")
                .asString()
                .contains("statement_timeout=0", "lock_timeout=1000");
    }

    @Test
    void waitLongerForTheServerThanItTakesItself() {
        for (int seconds : new int[] {1, 2, 20, 900}) {
            Duration statement = Duration.ofSeconds(seconds);
            String socket = TimeLimits.ofPages(settings(statement)).of(POSTGRES).getProperty("socketTimeout");
            assertThat(Long.parseLong(socket)).as("%d seconds", seconds).isGreaterThan(seconds);
        }
    }

    @Test
    void leaveTheLastWordToTheAddress() {
        Properties all = Driver.parseURL(
                POSTGRES + "&socketTimeout=7", TimeLimits.ofPages(settings).of(POSTGRES));

        assertThat(PGProperty.SOCKET_TIMEOUT.getOrDefault(all)).isEqualTo("7");
        assertThat(PGProperty.TCP_KEEP_ALIVE.getOrDefault(all)).isEqualTo("true");
    }

    @Test
    void sayNothingToADatabaseInsideTheService() {
        assertThat(TimeLimits.ofPages(settings).of("jdbc:h2:mem:x")).isEmpty();
    }

    @Test
    void areNotShorterThanTheDriverCanCount() {
        assertThatThrownBy(() -> settings(Duration.ofMillis(900))).isInstanceOf(IllegalArgumentException.class);
    }

    private static DatabaseSettings settings(Duration page) {
        return new DatabaseSettings(10, 12, Duration.ofSeconds(3), page, Duration.ofMinutes(1), Duration.ofMinutes(15));
    }
}

package gov.mt.immtrax.access.database;

import java.time.Duration;
import java.util.Properties;

/**
 * What one kind of connection waits for at most. Only PostgreSQL is told: H2 runs inside of the service. What the
 * address of the database says itself counts more.
 *
 * @param statement for one statement; zero for as long as it takes
 * @param silence for a word from the database
 * @param idle for the next statement of an open transaction; zero for as long as it takes
 * @param lock for a row or a table that somebody else holds; zero for as long as it takes
 */
record TimeLimits(Duration statement, Duration silence, Duration idle, Duration lock) {

    private static final Duration CONNECT = Duration.ofSeconds(5);

    static TimeLimits ofPages(DatabaseSettings settings) {
        Duration statement = settings.pageStatement();
        return new TimeLimits(
                statement,
                DatabaseSettings.silence(statement),
                Duration.ofMinutes(1),
                shorter(statement, Duration.ofSeconds(10)));
    }

    /** A job may be in a conversation with the mail server while its transaction is open. */
    static TimeLimits ofJobs(DatabaseSettings settings) {
        Duration statement = settings.jobStatement();
        return new TimeLimits(
                statement,
                DatabaseSettings.silence(statement),
                Duration.ofMinutes(5),
                shorter(statement, Duration.ofSeconds(30)));
    }

    static TimeLimits ofProbes(Duration answer) {
        return new TimeLimits(answer, answer, answer, answer);
    }

    /**
     * A migration may rewrite a table; a database that is silent for an hour is gone. For a table that is in use it
     * waits a second and steps aside, see {@link MigrationLockRetry}.
     */
    static TimeLimits ofMigrations() {
        return new TimeLimits(Duration.ZERO, Duration.ofHours(1), Duration.ZERO, Duration.ofSeconds(1));
    }

    /** For the driver of an address; whole seconds, as it wants them. */
    Properties of(String url) {
        Properties driver = new Properties();
        if (url.startsWith("jdbc:postgresql:")) {
            driver.setProperty("tcpKeepAlive", "true");
            driver.setProperty("connectTimeout", seconds(CONNECT));
            driver.setProperty("loginTimeout", seconds(CONNECT.multipliedBy(2)));
            driver.setProperty("cancelSignalTimeout", seconds(CONNECT));
            driver.setProperty("socketTimeout", seconds(silence));
            driver.setProperty(
                    "options",
                    "-c statement_timeout=" + statement.toMillis()
                            + " -c idle_in_transaction_session_timeout=" + idle.toMillis()
                            + " -c lock_timeout=" + lock.toMillis());
        }
        return driver;
    }

    private static String seconds(Duration limit) {
        return String.valueOf(Math.max(1, limit.plusMillis(999).toSeconds()));
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}

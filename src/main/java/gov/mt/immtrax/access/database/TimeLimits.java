package gov.mt.immtrax.access.database;

import java.time.Duration;
import java.util.Properties;

/**
 * The longest waits of one kind of connection. Only for PostgreSQL, because H2 runs inside the service. Values in the
 * database URL take precedence.
 *
 * @param statement for one statement; zero for no limit
 * @param silence for an answer from the database
 * @param idle for the next statement of an open transaction; zero for no limit
 * @param lock for a row or a table that another transaction has locked; zero for no limit
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

    /** A job may talk to the mail server while its transaction is open, so its idle limit is longer. */
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
     * A migration may rewrite a table, so only a database that does not answer for an hour counts as down. For a table
     * that is in use it waits one second, see {@link MigrationLockRetry}.
     */
    static TimeLimits ofMigrations() {
        return new TimeLimits(Duration.ZERO, Duration.ofHours(1), Duration.ZERO, Duration.ofSeconds(1));
    }

    /** Properties for the driver of this URL; the driver expects whole seconds. */
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

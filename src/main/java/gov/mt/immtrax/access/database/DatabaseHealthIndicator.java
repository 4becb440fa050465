package gov.mt.immtrax.access.database;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;

/**
 * Detects a database that does not answer. The node is then not ready, and people are sent to another one. A restart
 * would not help, so this counts for readiness only.
 */
class DatabaseHealthIndicator implements HealthIndicator, AutoCloseable {

    private final HikariDataSource probes;
    private final Duration answer;

    /** @param answer longest time that the database may take */
    DatabaseHealthIndicator(HikariDataSource probes, Duration answer) {
        this.probes = probes;
        this.answer = answer;
    }

    @Override
    public Health health() {
        try (Connection connection = probes.getConnection()) {
            return connection.isValid((int) answer.toSeconds())
                    ? Health.up().build()
                    : Health.down().build();
        } catch (SQLException | PoolInitializationException silent) {
            return Health.down().build();
        }
    }

    @Override
    public void close() {
        probes.close();
    }
}

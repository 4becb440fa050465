package gov.mt.immtrax.access.database;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.flyway.FlywayConfigurationCustomizer;
import org.springframework.boot.autoconfigure.flyway.FlywayMigrationStrategy;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.stereotype.Component;

/**
 * Migrates while other nodes are working. A table change that does not get its lock in time
 * ({@link TimeLimits#ofMigrations}) fails, so that writers can go on, and is tried again. Otherwise all writers would
 * queue behind it for as long as one transaction is open.
 */
@Component
class MigrationLockRetry implements FlywayMigrationStrategy, FlywayConfigurationCustomizer {

    private static final Logger log = LoggerFactory.getLogger(MigrationLockRetry.class);

    /** PostgreSQL's lock_not_available. */
    private static final String LOCK_TIMEOUT = "55P03";

    private static final int ATTEMPTS = 60;
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final DatabaseSchemas schemas;

    MigrationLockRetry(DatabaseSchemas schemas) {
        this.schemas = schemas;
    }

    @Override
    public void customize(FluentConfiguration flyway) {
        if (schemas.exist()) {
            flyway.defaultSchema(DatabaseSchemas.OURS).initSql("set search_path = " + DatabaseSchemas.PATH_OF_OWNER);
        }
    }

    @Override
    public void migrate(Flyway flyway) {
        for (int attempt = 1; ; attempt++) {
            try {
                flyway.migrate();
                return;
            } catch (FlywayException failure) {
                if (attempt == ATTEMPTS || !isBusy(failure)) {
                    throw failure;
                }
                log.warn(
                        "A migration is waiting for a table that is in use; attempt {} of {} failed",
                        attempt,
                        ATTEMPTS);
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }

    private static boolean isBusy(FlywayException failure) {
        return NestedExceptionUtils.getMostSpecificCause(failure) instanceof SQLException cause
                && LOCK_TIMEOUT.equals(cause.getSQLState());
    }
}

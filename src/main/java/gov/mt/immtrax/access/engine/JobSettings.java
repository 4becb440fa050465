package gov.mt.immtrax.access.engine;

import gov.mt.immtrax.access.database.DatabaseSettings;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Says when the job executor of the engine counts as stuck.
 *
 * @param stuckAfter time in which it neither looked for jobs nor finished one; longer than any statement of a job
 */
@Validated
@ConfigurationProperties("immtrax.jobs")
record JobSettings(@NotNull @DefaultValue("5m") Duration stuckAfter) {

    private static final Duration MARGIN = Duration.ofSeconds(10);

    JobSettings {
        if (stuckAfter != null && (stuckAfter.isZero() || stuckAfter.isNegative())) {
            throw new IllegalArgumentException("immtrax.jobs.stuck-after must be longer than zero");
        }
    }

    /** Otherwise a node that only waits for its database would be restarted. */
    void requireLongerThan(DatabaseSettings database) {
        Duration longestWait = DatabaseSettings.silence(database.jobStatement()).plus(MARGIN);
        if (stuckAfter.compareTo(longestWait) <= 0) {
            throw new IllegalArgumentException(("immtrax.jobs.stuck-after (%d s) must be longer than %d s,"
                            + " the longest time that a statement can take with immtrax.database.job-statement (%d s)")
                    .formatted(
                            stuckAfter.toSeconds(),
                            longestWait.toSeconds(),
                            database.jobStatement().toSeconds()));
        }
    }
}

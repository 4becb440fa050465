package gov.mt.immtrax.access.engine;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * When the engine's jobs count as stuck.
 *
 * @param stuckAfter without a look for jobs and without the end of one; longer than every time limit of the database
 */
@Validated
@ConfigurationProperties("immtrax.jobs")
record JobSettings(@NotNull @DefaultValue("5m") Duration stuckAfter) {

    JobSettings {
        if (stuckAfter != null && (stuckAfter.isZero() || stuckAfter.isNegative())) {
            throw new IllegalArgumentException("immtrax.jobs.stuck-after must be longer than nothing");
        }
    }
}

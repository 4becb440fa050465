package gov.mt.immtrax.access.database;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The number of connections and the longest waits for the database. A longer wait fails and frees its thread, so that a
 * dead connection does not block one forever.
 *
 * @param pages connections for pages
 * @param jobs connections for jobs and everything else in the background; a job may hold two, one for the email ledger
 * @param pageWait how long a page waits for a free connection
 * @param pageStatement how long one statement of a page may take
 * @param jobStatement how long one statement of a job may take
 * @param importStatement how long one statement over a whole import may take
 */
@Validated
@ConfigurationProperties("immtrax.database")
public record DatabaseSettings(
        @Min(2) @DefaultValue("10") int pages,
        @Min(10) @DefaultValue("12") int jobs,
        @NotNull @DefaultValue("3s") Duration pageWait,
        @NotNull @DefaultValue("20s") Duration pageStatement,
        @NotNull @DefaultValue("1m") Duration jobStatement,
        @NotNull @DefaultValue("15m") Duration importStatement) {

    private static final Duration SHORTEST = Duration.ofSeconds(1);

    public DatabaseSettings {
        for (Duration limit : new Duration[] {pageWait, pageStatement, jobStatement, importStatement}) {
            if (limit != null && limit.compareTo(SHORTEST) < 0) {
                throw new IllegalArgumentException("Every time limit in immtrax.database must be at least one second");
            }
        }
    }

    /**
     * How long a statement may wait for an answer before it fails, if the database itself has not ended it at its
     * limit: a quarter longer than the limit, and at least one second longer.
     */
    public static Duration silence(Duration statement) {
        Duration quarter = statement.dividedBy(4);
        return statement.plus(quarter.compareTo(SHORTEST) > 0 ? quarter : SHORTEST);
    }
}

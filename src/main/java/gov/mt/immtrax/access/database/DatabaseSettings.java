package gov.mt.immtrax.access.database;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How many connections there are, and how long anybody waits for the database. Whatever waits longer has failed and
 * gives its thread back, so that a connection that died silently holds nobody for ever.
 *
 * @param pages connections for pages
 * @param jobs connections for jobs and everything else that nobody looks at; a job may hold two, one for the ledger of
 *     mails
 * @param pageWait how long a page waits for a connection that is free
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
     * After how long without a word from the database a statement has failed, if the database itself has not ended it
     * in its time: a quarter longer than that, and a second at least.
     */
    public static Duration silence(Duration statement) {
        Duration quarter = statement.dividedBy(4);
        return statement.plus(quarter.compareTo(SHORTEST) > 0 ? quarter : SHORTEST);
    }
}

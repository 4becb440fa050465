package gov.mt.immtrax.access;

import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.lookup.AbstractRoutingDataSource;

/**
 * How many deadlocks PostgreSQL has met. Each session tells its own with a delay, or when it ends: so they are ended
 * first.
 */
public final class Deadlocks {

    private Deadlocks() {}

    /** @param pools nobody is at work in */
    public static long count(DataSource pools) {
        JdbcClient jdbc = JdbcClient.create(pools);
        List<Integer> sessions = jdbc.sql("""
                select pid from pg_stat_activity where datname = current_database() and backend_type = 'client backend'""").query(Integer.class).list();
        ((AbstractRoutingDataSource) pools)
                .getResolvedDataSources().values().stream()
                        .map(pool -> ((HikariDataSource) pool).getHikariPoolMXBean())
                        .filter(Objects::nonNull) // not asked for a connection yet
                        .forEach(HikariPoolMXBean::softEvictConnections);
        await("sessions that have told all")
                .atMost(Duration.ofMinutes(3)) // a busy machine closes them late
                .until(() -> jdbc.sql("select count(*) from pg_stat_activity where pid in (:sessions)")
                                .param("sessions", sessions)
                                .query(Long.class)
                                .single()
                        == 0);
        return jdbc.sql("select sum(deadlocks) from pg_stat_database")
                .query(Long.class)
                .single();
    }
}

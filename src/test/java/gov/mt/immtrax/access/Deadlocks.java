package gov.mt.immtrax.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.lookup.AbstractRoutingDataSource;

/**
 * How many deadlocks PostgreSQL has met. A session tells its own when it ends, or when it has been idle for 10 seconds
 * (PGSTAT_IDLE_INTERVAL): so they are ended first, again and again, as a pool may be connecting one more meanwhile, and
 * that one would be the session that asks, never idle. One that no pool ends is waited for.
 */
public final class Deadlocks {

    private Deadlocks() {}

    /** @param pools nobody is at work in */
    public static long count(DataSource pools) {
        JdbcClient jdbc = JdbcClient.create(pools);
        List<Integer> sessions = jdbc.sql("""
                select pid from pg_stat_activity where datname = current_database() and backend_type = 'client backend'""").query(Integer.class).list();
        await("sessions that have told all").untilAsserted(() -> {
            endIdleSessions((AbstractRoutingDataSource) pools);
            assertThat(jdbc.sql("""
                        select concat_ws(' ', pid, state, state_change, query) from pg_stat_activity
                        where pid in (:sessions)
                          and not (state = 'idle' and state_change < clock_timestamp() - interval '11 seconds')""")
                            .param("sessions", sessions)
                            .query(String.class)
                            .list())
                    .isEmpty();
        });
        return jdbc.sql("select sum(deadlocks) from pg_stat_database")
                .query(Long.class)
                .single();
    }

    private static void endIdleSessions(AbstractRoutingDataSource pools) {
        pools.getResolvedDataSources().values().stream()
                .map(pool -> ((HikariDataSource) pool).getHikariPoolMXBean())
                .filter(Objects::nonNull) // not asked for a connection yet
                .forEach(HikariPoolMXBean::softEvictConnections);
    }
}

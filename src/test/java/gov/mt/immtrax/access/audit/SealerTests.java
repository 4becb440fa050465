package gov.mt.immtrax.access.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

class SealerTests {

    private static final String KEY = TrailParts.newKey();

    private final JdbcDataSource database = new JdbcDataSource();
    private final AuditSettings settings = new AuditSettings(KEY, "auditor@mt.gov", Duration.ofSeconds(5), Duration.ofDays(1));
    private final List<Object> told = new ArrayList<>();
    private TrailParts parts;

    @BeforeEach
    void open() {
        database.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        Flyway.configure().dataSource(database).load().migrate();
        parts = new TrailParts(database, KEY, Clock.systemUTC());
        parts.recordSome(3);
    }

    /** Both find it due; the other is faster. */
    @Test
    void signsOnceForTwoNodesThatStartTogether() {
        Checkpoints asSeenByASlowNode = new Checkpoints(parts.jdbc, settings) {

            private boolean looked;

            @Override
            Optional<Checkpoint> last() {
                Optional<Checkpoint> last = super.last();
                if (!looked) {
                    looked = true;
                    parts.sealer.sealAndSign();
                }
                return last;
            }
        };

        sealer(asSeenByASlowNode).sealAndSign();

        assertThat(parts.jdbc.sql("select count(*) from audit_checkpoint").query(Long.class).single()).isOne();
        assertThat(parts.published).hasSize(1);
        assertThat(told).isEmpty();
    }

    private Sealer sealer(Checkpoints checkpoints) {
        return new Sealer(parts.jdbc, new NamedParameterJdbcTemplate(database), parts.transaction, checkpoints, parts.key,
                settings, told::add, Clock.systemUTC());
    }
}

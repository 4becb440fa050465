package gov.mt.immtrax.access.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
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

    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void saysOnceThatACheckpointIsNotTrueAnyMore(CapturedOutput output) {
        parts.sealer.sealAndSign();
        parts.jdbc.sql("update audit_seal set hash = :other").param("other", "0".repeat(64)).update();

        assertThat(parts.sealer.sign()).isEmpty();
        assertThat(parts.sealer.sign()).isEmpty();

        assertThat(output.getAll().split("is not what checkpoint AUD0000001 vouches for", -1)).hasSize(2);
    }

    @Test
    void ageOfTheLastCheckpointRisesFromTheStartIfThereIsNone() {
        AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-23T17:00:00Z"));
        Clock clock = mock(Clock.class);
        when(clock.instant()).thenAnswer(call -> now.get());
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        new AuditGauges(new AuditEvents(parts.jdbc), parts.checkpoints, clock).bindTo(registry);
        now.set(Instant.parse("2026-11-25T17:00:00Z"));

        assertThat(registry.get("immtrax.audit.checkpoint.age").timeGauge().value(TimeUnit.DAYS)).isEqualTo(2);
    }

    private Sealer sealer(Checkpoints checkpoints) {
        return new Sealer(parts.jdbc, new NamedParameterJdbcTemplate(database), parts.transaction, checkpoints, parts.key,
                settings, told::add, Clock.systemUTC());
    }
}

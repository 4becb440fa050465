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
    private final AuditSettings settings =
            new AuditSettings(KEY, "auditor@mt.gov", Duration.ofSeconds(5), Duration.ofDays(1));
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
        CheckpointRepository asSeenByASlowNode = new CheckpointRepository(parts.jdbc, settings) {

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

        assertThat(parts.jdbc
                        .sql("select count(*) from audit_checkpoint")
                        .query(Long.class)
                        .single())
                .isOne();
        assertThat(parts.published).hasSize(1);
        assertThat(told).isEmpty();
    }

    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void saysOnceThatACheckpointIsNotTrueAnyMore(CapturedOutput output) {
        parts.sealer.sealAndSign();
        parts.jdbc
                .sql("update audit_seal set hash = :other")
                .param("other", "0".repeat(64))
                .update();

        assertThat(parts.sealer.sign()).isEmpty();
        assertThat(parts.sealer.sign()).isEmpty();

        assertThat(output.getAll().split("does not match checkpoint AUD0000001", -1))
                .hasSize(2);
    }

    /** Since then nothing has happened that would show it, and no checkpoint was signed. */
    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void doesNotSealInSilenceWhatIsDatedBeforeItFoundEverythingSealed(CapturedOutput output) {
        AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-23T17:00:00Z"));
        Clock clock = mock(Clock.class);
        when(clock.instant()).thenAnswer(call -> now.get());
        TrailParts.empty(parts.jdbc);
        parts = new TrailParts(database, KEY, clock);
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        parts.backdatedEvents.bindTo(registry);
        parts.recordSome(1);
        parts.sealer.seal();
        now.set(Instant.parse("2026-11-24T06:00:00Z"));
        parts.sealer.seal();
        parts.jdbc
                .sql("insert into audit_event (happened_at, action, result) values "
                        + "(timestamp with time zone '2026-11-24 02:00:00+00:00', 'REQUEST_VIEWED', 'DONE')")
                .update();
        parts.jdbc
                .sql("insert into audit_unsealed select max(id) from audit_event")
                .update();
        parts.sealer.seal();

        assertThat(parts.jdbc
                        .sql("select detail from audit_event where action = 'EVENTS_BACKDATED' and address is null")
                        .query(String.class)
                        .single())
                .startsWith("1 events, the first is ")
                .endsWith(", dated 2026-11-24T02:00:00.000000Z");
        assertThat(registry.get("immtrax.audit.backdated").functionCounter().count())
                .isOne();
        assertThat(output.getAll()).contains("The audit trail contains events with an impossible time: 1 events");
    }

    /** A machine whose clock was wrong and is put right. */
    @Test
    void goesOnWhenItsClockIsSetBack() {
        AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-24T06:00:00Z"));
        Clock clock = mock(Clock.class);
        when(clock.instant()).thenAnswer(call -> now.get());
        TrailParts.empty(parts.jdbc);
        parts = new TrailParts(database, KEY, clock);
        parts.recordSome(1);
        parts.sealer.seal();
        now.set(Instant.parse("2026-11-23T17:00:00Z"));
        parts.recordSome(2);
        assertThat(parts.sealer.seal()).as("noted once").isEqualTo(3);
        parts.recordSome(2);

        assertThat(parts.sealer.seal()).as("from then on the new time counts").isEqualTo(2);
        assertThat(parts.sealer.seal()).isZero();
    }

    @Test
    void ageOfTheLastCheckpointRisesFromTheStartIfThereIsNone() {
        AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-23T17:00:00Z"));
        Clock clock = mock(Clock.class);
        when(clock.instant()).thenAnswer(call -> now.get());
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        new AuditGauges(new AuditEventRepository(parts.jdbc), parts.checkpoints, clock).bindTo(registry);
        now.set(Instant.parse("2026-11-25T17:00:00Z"));

        assertThat(registry.get("immtrax.audit.checkpoint.age").timeGauge().value(TimeUnit.DAYS))
                .isEqualTo(2);
    }

    private Sealer sealer(CheckpointRepository checkpoints) {
        return new Sealer(
                parts.jdbc,
                new NamedParameterJdbcTemplate(database),
                parts.transaction,
                checkpoints,
                parts.key,
                parts.backdatedEvents,
                settings,
                told::add,
                Clock.systemUTC());
    }
}

package gov.mt.immtrax.access.audit;

import gov.mt.immtrax.access.database.CachedReading;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/**
 * Lets monitoring detect a stuck sealing job and missing checkpoints. The gauges of emails show whether the auditor got
 * the email.
 */
@Component
class AuditGauges implements MeterBinder {

    private final CachedReading<Long> unsealed;
    private final CachedReading<Optional<Instant>> oldestUnsealed;
    private final CachedReading<Optional<Instant>> lastSigned;
    private final Clock clock;

    AuditGauges(AuditEventRepository events, CheckpointRepository checkpoints, Clock clock) {
        Instant started = clock.instant();
        this.unsealed = new CachedReading<>(0L, events::unsealed);
        this.oldestUnsealed = new CachedReading<>(Optional.empty(), events::oldestUnsealed);
        this.lastSigned = new CachedReading<>(
                Optional.of(started),
                () -> checkpoints.last().map(Checkpoint::signedAt).or(() -> Optional.of(started)));
        this.clock = clock;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("immtrax.audit.unsealed", unsealed, CachedReading::get)
                .description("Audit events that are waiting to be sealed")
                .register(registry);
        TimeGauge.builder("immtrax.audit.unsealed.age", () -> age(oldestUnsealed.get()), TimeUnit.SECONDS)
                .description("How long the oldest unsealed audit event has been waiting")
                .register(registry);
        TimeGauge.builder("immtrax.audit.checkpoint.age", () -> age(lastSigned.get()), TimeUnit.SECONDS)
                .description("Time since the last signed checkpoint, or since the start if there is none yet")
                .register(registry);
    }

    private long age(Optional<Instant> since) {
        return since.map(at -> Duration.between(at, clock.instant()).toSeconds())
                .orElse(0L);
    }
}

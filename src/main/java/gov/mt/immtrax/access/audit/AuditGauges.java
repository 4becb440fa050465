package gov.mt.immtrax.access.audit;

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
 * Lets monitoring see a sealing job that stands still and a trail that nobody signs for any more. Whether the auditor got the
 * mail is for the gauges of mails.
 */
@Component
class AuditGauges implements MeterBinder {

    private final AuditEvents events;
    private final Checkpoints checkpoints;
    private final Clock clock;
    private final Instant started;

    AuditGauges(AuditEvents events, Checkpoints checkpoints, Clock clock) {
        this.events = events;
        this.checkpoints = checkpoints;
        this.clock = clock;
        this.started = clock.instant();
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("immtrax.audit.unsealed", events, AuditEvents::unsealed)
                .description("Events of the audit trail that wait for their seal")
                .register(registry);
        TimeGauge.builder("immtrax.audit.unsealed.age", () -> age(events.oldestUnsealed()), TimeUnit.SECONDS)
                .description("How long the oldest of them has waited")
                .register(registry);
        TimeGauge.builder("immtrax.audit.checkpoint.age",
                        () -> age(checkpoints.last().map(Checkpoint::signedAt).or(() -> Optional.of(started))), TimeUnit.SECONDS)
                .description("Time since the last signed checkpoint, or since the start while there is none")
                .register(registry);
    }

    private long age(Optional<Instant> since) {
        return since.map(at -> Duration.between(at, clock.instant()).toSeconds()).orElse(0L);
    }
}

package gov.mt.immtrax.access.audit;

import gov.mt.immtrax.access.time.UtcColumn;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Finds unsealed events with an impossible time: long before events that are already sealed, or in the future. Someone
 * with write access to the database could insert such events.
 */
@Component
class BackdatedEvents implements MeterBinder {

    /** Time of the last sealed event, and of the last signed checkpoint. */
    private static final String LATEST = """
            select e.happened_at as at from audit_seal s join audit_event e on e.id = s.event_id
            where s.position = (select max(position) from audit_seal)
            union all
            select signed_at from audit_checkpoint
            where number = (select max(number) from audit_checkpoint)""";

    private static final Logger log = LoggerFactory.getLogger(BackdatedEvents.class);

    private final JdbcClient jdbc;
    private final AuditRecorder recorder;
    private final Clock clock;
    /** How many events with an impossible time this node has sealed. */
    private final AtomicLong backdated = new AtomicLong();
    /**
     * When this node last found everything sealed, UTC. Not in a table, where it could be changed together with the
     * events.
     */
    private final AtomicReference<Instant> sealedUntil = new AtomicReference<>(Instant.EPOCH);

    BackdatedEvents(JdbcClient jdbc, AuditRecorder recorder, Clock clock) {
        this.jdbc = jdbc;
        this.recorder = recorder;
        this.clock = clock;
    }

    /** Forgets that time if the clock was set back. */
    void looked(Instant now) {
        sealedUntil.updateAndGet(until -> until.isAfter(now) ? Instant.EPOCH : until);
    }

    void everythingSealed(Instant at) {
        sealedUntil.set(at);
    }

    /**
     * Reports events with an impossible time in the trail itself, in the log and to monitoring. They are sealed as they
     * are, so that someone who inserts one by hand cannot stop the trail.
     *
     * @return whether an event was added to report them
     */
    boolean note(List<AuditEvent> waiting) {
        Instant until = everythingSealedUntil();
        Instant now = clock.instant();
        List<AuditEvent> doubtful = new ArrayList<>();
        for (AuditEvent event : waiting) {
            if (!event.isDatedBefore(until) && !event.isDatedAfter(now)) {
                until = until.isAfter(event.happenedAt()) ? until : event.happenedAt();
            } else if (!event.action().equals(AuditEvent.BACKDATED)) {
                doubtful.add(event);
            }
        }
        if (doubtful.isEmpty()) {
            return false;
        }
        AuditEvent first = doubtful.get(0);
        String which = "%d events, the first is %d, dated %s"
                .formatted(doubtful.size(), first.id(), AuditEvent.moment(first.happenedAt()));
        log.error(
                "The audit trail contains events with an impossible time: {}; they were inserted by hand,"
                        + " or a clock is wrong",
                which);
        recorder.recordOfService(AuditAction.EVENTS_BACKDATED, which);
        backdated.addAndGet(doubtful.size());
        return true;
    }

    /** The latest of the last sealed event, the last checkpoint, and what this node remembers; UTC. */
    private Instant everythingSealedUntil() {
        return Stream.concat(
                        Stream.of(sealedUntil.get()),
                        jdbc.sql(LATEST).query((row, i) -> UtcColumn.read(row, "at")).list().stream())
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        FunctionCounter.builder("immtrax.audit.backdated", backdated, AtomicLong::get)
                .description("Audit events with an impossible time that this node has sealed")
                .register(registry);
    }
}

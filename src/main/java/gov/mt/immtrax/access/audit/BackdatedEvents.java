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
 * Which events that wait for their seal are dated where they cannot have happened: long before what is sealed already,
 * or in the future. Whoever can write into the database could write such.
 */
@Component
class BackdatedEvents implements MeterBinder {

    /** When the event happened that was sealed last, and when the checkpoint was signed that was signed last. */
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
    /** How many events this node has sealed whose time cannot be true. */
    private final AtomicLong backdated = new AtomicLong();
    /** When this node last found everything sealed: in no table, where it could be changed with the events. */
    private final AtomicReference<Instant> sealedUntil = new AtomicReference<>(Instant.EPOCH);

    BackdatedEvents(JdbcClient jdbc, AuditRecorder recorder, Clock clock) {
        this.jdbc = jdbc;
        this.recorder = recorder;
        this.clock = clock;
    }

    /** A clock that was set back says nothing about what is sealed. */
    void looked(Instant now) {
        sealedUntil.updateAndGet(until -> until.isAfter(now) ? Instant.EPOCH : until);
    }

    void everythingSealed(Instant at) {
        sealedUntil.set(at);
    }

    /**
     * Says in the trail itself, in the log and to monitoring that events are dated where they cannot have happened.
     * They are sealed as they are: whoever writes one by hand does not stop the trail.
     *
     * @return whether an event was added that says so
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

    /** By what was sealed and signed last, and by what this node remembers. */
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

package gov.mt.immtrax.access.audit;

import gov.mt.immtrax.access.time.UtcColumn;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Links events that are written into the chain, and signs for it now and then. Whoever does either holds the one row of
 * {@code audit_sealer}, so nodes take turns; whoever writes events never waits for it.
 */
@Component
class Sealer implements MeterBinder {

    static final int BATCH = 1_000;

    private static final Logger log = LoggerFactory.getLogger(Sealer.class);

    private final JdbcClient jdbc;
    private final NamedParameterJdbcOperations batches;
    private final TransactionOperations transaction;
    private final Checkpoints checkpoints;
    private final SigningKey key;
    private final AuditSettings settings;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final AuditRecorder recorder;
    /** The checkpoint that was last found untrue: it is said once, however often it is looked at. */
    private final AtomicLong doubted = new AtomicLong();
    /** How many events this node has sealed whose time cannot be true. */
    private final AtomicLong backdated = new AtomicLong();
    /** When this node last found everything sealed: in no table, where it could be changed with the events. */
    private final AtomicReference<Instant> sealedUntil = new AtomicReference<>(Instant.EPOCH);

    Sealer(
            JdbcClient jdbc,
            NamedParameterJdbcOperations batches,
            TransactionOperations transaction,
            Checkpoints checkpoints,
            SigningKey key,
            AuditRecorder recorder,
            AuditSettings settings,
            ApplicationEventPublisher events,
            Clock clock) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.transaction = transaction;
        this.checkpoints = checkpoints;
        this.key = key;
        this.recorder = recorder;
        this.settings = settings;
        this.events = events;
        this.clock = clock;
    }

    private record Seal(long position, String hash) {

        Seal next(AuditEvent event) {
            return new Seal(position + 1, SealChain.next(hash, event));
        }
    }

    private record Batch(int size, boolean noted) {

        /** A full one by what is left over, one with a note about it by that note. */
        boolean isFollowed() {
            return size == BATCH || noted;
        }
    }

    /** The job: seals what waits, then signs if it is time. */
    void sealAndSign() {
        seal();
        if (isCheckpointDue()) {
            transaction.executeWithoutResult(status -> {
                lock();
                // another node may have signed while this one waited for its turn
                if (isCheckpointDue()) {
                    signAlone();
                }
            });
        }
    }

    /**
     * Seals everything that is committed, in batches.
     *
     * @return how many events were sealed
     */
    int seal() {
        Instant looked = clock.instant();
        // a clock that was set back says nothing about what is sealed
        sealedUntil.updateAndGet(until -> until.isAfter(looked) ? Instant.EPOCH : until);
        int sealed = 0;
        Batch batch;
        do {
            batch = transaction.execute(status -> sealBatch());
            sealed += batch.size();
        } while (batch.isFollowed());
        sealedUntil.set(looked);
        return sealed;
    }

    /**
     * Signs for the chain as it is now; a quiet day has a checkpoint too, so that silence means that something is
     * wrong.
     *
     * @return empty if the chain has lost or changed what the last checkpoint vouches for: that is for people to look
     *     into
     */
    Optional<Checkpoint> sign() {
        return transaction.execute(status -> {
            lock();
            return signAlone();
        });
    }

    private Optional<Checkpoint> signAlone() {
        Seal head = head();
        Optional<Checkpoint> last = checkpoints.last();
        if (last.isPresent() && !isStillTrue(last.get())) {
            if (doubted.getAndSet(last.get().number()) != last.get().number()) {
                log.error(
                        "The audit trail does not match checkpoint {}; no new checkpoint is signed",
                        last.get().name());
            }
            return Optional.empty();
        }
        long number = last.map(Checkpoint::number).orElse(0L) + 1;
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Checkpoint signed = key.sign(new Checkpoint(number, head.position(), head.hash(), now, key.id(), ""));
        checkpoints.add(signed);
        events.publishEvent(new CheckpointSigned(signed.name()));
        return Optional.of(signed);
    }

    private boolean isCheckpointDue() {
        return checkpoints
                .last()
                .map(last -> !clock.instant().isBefore(last.signedAt().plus(settings.checkpointEvery())))
                .orElse(true);
    }

    private Batch sealBatch() {
        lock();
        List<AuditEvent> waiting = jdbc.sql("select " + AuditEvent.COLUMNS + """
                         from audit_unsealed u join audit_event e on e.id = u.event_id
                        order by u.event_id limit :batch""")
                .param("batch", BATCH)
                .query((row, i) -> AuditEvent.read(row))
                .list();
        if (waiting.isEmpty()) {
            return new Batch(0, false);
        }
        boolean noted = noteDoubts(waiting);
        List<Map<String, ?>> seals = new ArrayList<>();
        Seal head = head();
        for (AuditEvent event : waiting) {
            head = head.next(event);
            seals.add(Map.of("position", head.position(), "event", event.id(), "hash", head.hash()));
        }
        Map<String, ?>[] rows = seals.toArray(Map[]::new);
        batches.batchUpdate(
                "insert into audit_seal (position, event_id, hash) values (:position, :event, :hash)", rows);
        batches.batchUpdate("delete from audit_unsealed where event_id = :event", rows);
        return new Batch(waiting.size(), noted);
    }

    /**
     * Says in the trail itself, in the log and to monitoring that events are dated where they cannot have happened.
     * They are sealed as they are: whoever writes one by hand does not stop the trail.
     */
    private boolean noteDoubts(List<AuditEvent> waiting) {
        Instant until = everythingSealedUntil();
        Instant now = clock.instant();
        List<AuditEvent> doubtful = new ArrayList<>();
        for (AuditEvent event : waiting) {
            if (!event.isDatedBefore(until) && !event.isDatedAfter(now)) {
                until = until.isAfter(event.happenedAt()) ? until : event.happenedAt();
            } else if (!event.action().equals(AuditEvent.DOUBT)) {
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
                "The audit trail contains events with an impossible time: {}; they were inserted by hand, or a clock is wrong",
                which);
        recorder.recordOfService(AuditAction.EVENT_TIME_DOUBTED, which);
        backdated.addAndGet(doubtful.size());
        return true;
    }

    /** By what was sealed and signed last, and by what this node remembers. */
    private Instant everythingSealedUntil() {
        return Stream.concat(
                        Stream.of(sealedUntil.get()),
                        jdbc.sql("""
                                select e.happened_at as at from audit_seal s join audit_event e on e.id = s.event_id
                                where s.position = (select max(position) from audit_seal)
                                union all
                                select signed_at from audit_checkpoint
                                where number = (select max(number) from audit_checkpoint)""").query((row, i) -> UtcColumn.read(row, "at")).list().stream())
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        FunctionCounter.builder("immtrax.audit.backdated", backdated, AtomicLong::get)
                .description("Audit events with an impossible time that this node has sealed")
                .register(registry);
    }

    private Seal head() {
        return jdbc.sql("select position, hash from audit_seal order by position desc limit 1")
                .query(Seal.class)
                .optional()
                .orElse(new Seal(0, SealChain.BEGINNING));
    }

    private boolean isStillTrue(Checkpoint checkpoint) {
        return checkpoint.position() == 0
                || jdbc.sql("select hash from audit_seal where position = :position")
                        .param("position", checkpoint.position())
                        .query(String.class)
                        .optional()
                        .filter(checkpoint.hash()::equals)
                        .isPresent();
    }

    private void lock() {
        jdbc.sql("select id from audit_sealer where id = 1 for update")
                .query(Integer.class)
                .single();
    }
}

package gov.mt.immtrax.access.audit;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Adds committed events to the chain, and signs a checkpoint from time to time. Both lock the only row of
 * {@code audit_sealer}, so nodes take turns. Writers of events never wait for it.
 */
@Component
class Sealer {

    static final int BATCH = 1_000;

    private static final Logger log = LoggerFactory.getLogger(Sealer.class);

    private final JdbcClient jdbc;
    private final NamedParameterJdbcOperations batches;
    private final TransactionOperations transaction;
    private final CheckpointRepository checkpoints;
    private final SigningKey key;
    private final AuditSettings settings;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final BackdatedEvents backdated;
    /** Number of the last checkpoint that did not match, so that it is logged only once. */
    private final AtomicLong doubted = new AtomicLong();

    Sealer(
            JdbcClient jdbc,
            NamedParameterJdbcOperations batches,
            TransactionOperations transaction,
            CheckpointRepository checkpoints,
            SigningKey key,
            BackdatedEvents backdated,
            AuditSettings settings,
            ApplicationEventPublisher events,
            Clock clock) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.transaction = transaction;
        this.checkpoints = checkpoints;
        this.key = key;
        this.backdated = backdated;
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

        /**
         * Whether another batch follows: more events may be waiting after a full one, and a noted one has added an
         * event.
         */
        boolean isFollowed() {
            return size == BATCH || noted;
        }
    }

    /** The job: seals the events that are waiting, then signs a checkpoint if one is due. */
    void sealAndSign() {
        seal();
        if (isCheckpointDue()) {
            transaction.executeWithoutResult(status -> {
                lock();
                // another node may have signed while this one waited for the lock
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
        backdated.looked(looked);
        int sealed = 0;
        Batch batch;
        do {
            batch = Objects.requireNonNull(transaction.execute(status -> sealBatch()));
            sealed += batch.size();
        } while (batch.isFollowed());
        backdated.everythingSealed(looked);
        return sealed;
    }

    /**
     * Signs a checkpoint of the chain as it is now. There is one even on a day without events, so that a missing
     * checkpoint means that something is wrong.
     *
     * @return empty if the chain no longer matches the last checkpoint, which people have to investigate
     */
    Optional<Checkpoint> sign() {
        return Objects.requireNonNull(transaction.execute(status -> {
            lock();
            return signAlone();
        }));
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
        boolean noted = backdated.note(waiting);
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

package gov.mt.immtrax.access.audit;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
 * Links events that are written into the chain, and signs for it now and then. Whoever does either holds the one row of
 * {@code audit_sealer}, so nodes take turns; whoever writes events never waits for it.
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
    /** The checkpoint that was last found untrue: it is said once, however often it is looked at. */
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
        backdated.looked(looked);
        int sealed = 0;
        Batch batch;
        do {
            batch = transaction.execute(status -> sealBatch());
            sealed += batch.size();
        } while (batch.isFollowed());
        backdated.everythingSealed(looked);
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

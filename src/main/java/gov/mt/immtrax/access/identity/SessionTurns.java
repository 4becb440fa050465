package gov.mt.immtrax.access.identity;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import gov.mt.immtrax.access.time.UtcColumn;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Lets only one request of a session at a time ask the provider: with a lock on this node, and with a claim in the
 * session's row across nodes.
 */
@Component
class SessionTurns {

    /** Longer than all calls to the provider together: discovery, token, user info and keys. */
    private static final Duration CLAIM = Duration.ofSeconds(40);
    /** Longer than the claim of a node that has crashed. */
    private static final Duration PATIENCE = CLAIM.plusSeconds(10);

    private static final Duration PAUSE = Duration.ofMillis(100);

    private final JdbcClient jdbc;
    private final Clock clock;
    /** One for each session, as long as a thread holds it or waits for it. */
    private final LoadingCache<String, Lock> locks =
            Caffeine.newBuilder().weakValues().build(session -> new ReentrantLock());

    SessionTurns(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Waits for this request's turn and then runs an action, unless another request has already found the answer.
     *
     * @param look returns the answer if there is one; called repeatedly while another node has its turn
     * @return empty if other requests took too long, or the node is stopping
     */
    <T> Optional<T> take(String sessionId, Supplier<Optional<T>> look, Supplier<T> deed) {
        Lock lock = locks.get(sessionId);
        try {
            if (!lock.tryLock(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                return Optional.empty();
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
        try {
            return takeAmongNodes(sessionId, look, deed);
        } finally {
            lock.unlock();
        }
    }

    private <T> Optional<T> takeAmongNodes(String sessionId, Supplier<Optional<T>> look, Supplier<T> deed) {
        for (long pauses = PATIENCE.dividedBy(PAUSE);
                pauses > 0 && !Thread.currentThread().isInterrupted();
                pauses--) {
            Optional<T> answer = look.get();
            if (answer.isPresent()) {
                return answer;
            }
            if (claim(sessionId)) {
                try {
                    return Optional.of(deed.get());
                } finally {
                    release(sessionId);
                }
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        return Optional.empty();
    }

    private boolean claim(String sessionId) {
        Instant now = clock.instant();
        return jdbc.sql("""
                update spring_session set recheck_claimed_at = :now
                 where session_id = :id and (recheck_claimed_at is null or recheck_claimed_at <= :lapsed)""")
                        .param("id", sessionId)
                        .param("now", UtcColumn.of(now))
                        .param("lapsed", UtcColumn.of(now.minus(CLAIM)))
                        .update()
                == 1;
    }

    private void release(String sessionId) {
        jdbc.sql("update spring_session set recheck_claimed_at = null where session_id = :id")
                .param("id", sessionId)
                .update();
    }
}

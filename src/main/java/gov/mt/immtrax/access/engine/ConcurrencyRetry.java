package gov.mt.immtrax.access.engine;

import java.sql.SQLException;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Recognizes failures that a concurrent change caused, and retries the transaction, which has been rolled back. */
public final class ConcurrencyRetry {

    private static final int MOST_TRIES = 3;

    /**
     * SQL states of a serialization failure, a deadlock and a lock timeout in both databases, and of a row that was
     * changed concurrently in H2.
     */
    private static final Set<String> LOST = Set.of("40001", "40P01", "55P03", "HYT00", "90131");

    /** SQL states of a lock timeout: another transaction holds the row for longer than a statement may wait. */
    private static final Set<String> HELD = Set.of("55P03", "HYT00");

    private ConcurrencyRetry() {}

    /** Whether a failure was caused by a concurrent change and not by an error. */
    public static boolean isLost(Throwable failure) {
        return has(
                failure,
                cause -> cause instanceof OptimisticLockingException
                        || cause instanceof ConcurrencyFailureException
                        || isOf(LOST, cause));
    }

    private static boolean isOf(Set<String> states, Throwable cause) {
        return cause instanceof SQLException sql && states.contains(String.valueOf(sql.getSQLState()));
    }

    private static boolean has(Throwable failure, Predicate<Throwable> what) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause).anyMatch(what);
    }

    /**
     * Runs a step that opens its own transaction, and retries it a few times if a concurrent change won. Within a
     * transaction of the caller there is one try, because the caller's work is rolled back too. A lock timeout is not
     * retried, so that no one waits twice.
     */
    public static <T> T run(Supplier<T> step) {
        return repeat(
                step, failure -> !isWithinAnother() && isLost(failure) && !has(failure, cause -> isOf(HELD, cause)));
    }

    /**
     * Retries a step that opens a new transaction even within one of the caller. Retries after a lock timeout too,
     * because the step records something that cannot be undone.
     */
    public static void insist(Runnable step) {
        repeat(
                () -> {
                    step.run();
                    return null;
                },
                ConcurrencyRetry::isLost);
    }

    private static <T> T repeat(Supplier<T> step, Predicate<RuntimeException> again) {
        for (int tries = 1; ; tries++) {
            try {
                return step.get();
            } catch (RuntimeException failure) {
                if (tries == MOST_TRIES || !again.test(failure)) {
                    throw failure;
                }
            }
        }
    }

    static boolean isWithinAnother() {
        return TransactionSynchronizationManager.isActualTransactionActive();
    }
}

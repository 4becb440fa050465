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

/**
 * Two who write the same at the same moment: knows what the second of them fails with, and lets it try again, since all
 * that it did is undone.
 */
public final class ConcurrencyRetry {

    private static final int MOST_TRIES = 3;

    /**
     * Serialization failure, deadlock and lock timeout of both databases, and of H2 the row that was changed meanwhile.
     */
    private static final Set<String> LOST = Set.of("40001", "40P01", "55P03", "HYT00", "90131");

    /** Somebody holds the row for longer than a statement may wait for it. */
    private static final Set<String> HELD = Set.of("55P03", "HYT00");

    private ConcurrencyRetry() {}

    /** Whether somebody else was faster, and not something broken. */
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
     * Takes a step that is one transaction of its own, and takes it again, a few times, where somebody else was faster.
     * Within a transaction of the caller there is one try: what the caller did is undone too. Who has waited for a lock
     * in vain is told so at once, and does not wait again.
     */
    public static <T> T run(Supplier<T> step) {
        return repeat(
                step, failure -> !isWithinAnother() && isLost(failure) && !has(failure, cause -> isOf(HELD, cause)));
    }

    /**
     * Takes a step again, a few times, whose transaction is its own even within one of the caller, and which is worth
     * another wait for a lock: it notes what cannot be undone.
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

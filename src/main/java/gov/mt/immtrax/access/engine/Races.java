package gov.mt.immtrax.access.engine;

import java.sql.SQLException;
import java.util.Set;
import java.util.function.Supplier;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Two who write the same at the same moment: knows what the second of them fails with, and lets it try again, since all that
 * it did is undone.
 */
public final class Races {

    private static final int MOST_TRIES = 3;

    /** Serialization failure, deadlock and lock timeout of both databases, and of H2 the row that was changed meanwhile. */
    private static final Set<String> LOST = Set.of("40001", "40P01", "55P03", "HYT00", "90131");

    private Races() {}

    /** Whether somebody else was faster, and not something broken. */
    public static boolean isLost(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof OptimisticLockingException
                    || cause instanceof ConcurrencyFailureException
                    || cause instanceof SQLException sql && LOST.contains(String.valueOf(sql.getSQLState()))) {
                return true;
            }
        }
        return false;
    }

    /**
     * Takes a step that is one transaction of its own, and takes it again, a few times, where somebody else was faster. Within a
     * transaction of the caller there is one try: what the caller did is undone too.
     */
    public static <T> T run(Supplier<T> step) {
        for (int tries = 1; ; tries++) {
            try {
                return step.get();
            } catch (RuntimeException failure) {
                if (tries == MOST_TRIES || isWithinAnother() || !isLost(failure)) {
                    throw failure;
                }
            }
        }
    }

    static boolean isWithinAnother() {
        return TransactionSynchronizationManager.isActualTransactionActive();
    }
}

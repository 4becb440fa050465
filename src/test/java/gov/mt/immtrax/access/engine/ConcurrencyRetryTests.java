package gov.mt.immtrax.access.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.transaction.support.TransactionSynchronizationManager;

class ConcurrencyRetryTests {

    private final AtomicInteger tries = new AtomicInteger();

    @AfterEach
    void endsTheTransaction() {
        TransactionSynchronizationManager.setActualTransactionActive(false);
    }

    @Test
    void takesAStepAgainWhereSomebodyElseWasFaster() {
        assertThat(ConcurrencyRetry.run(() -> failsTwice(new OptimisticLockingException("changed meanwhile"))))
                .isEqualTo(3);
    }

    @Test
    void takesAStepAgainThatTheDatabaseEndedForADeadlock() {
        assertThat(ConcurrencyRetry.run(() -> failsTwice(of("40P01")))).isEqualTo(3);
    }

    /** The page has waited as long as it may, and holds a connection while it does. */
    @ParameterizedTest
    @ValueSource(strings = {"55P03", "HYT00"})
    void waitsOnceForALock(String state) {
        CannotAcquireLockException held = of(state);

        assertThatThrownBy(() -> ConcurrencyRetry.run(() -> failsTwice(held))).isSameAs(held);
        assertThat(tries).hasValue(1);
        assertThat(ConcurrencyRetry.isLost(held)).as("told as a lost race").isTrue();
    }

    @Test
    void takesAStepOnceWithinATransactionOfTheCaller() {
        TransactionSynchronizationManager.setActualTransactionActive(true);

        assertThatThrownBy(() -> ConcurrencyRetry.run(() -> failsTwice(of("40001"))))
                .isInstanceOf(CannotAcquireLockException.class);
        assertThat(tries).hasValue(1);
    }

    @Test
    void takesNothingAgainThatIsBroken() {
        assertThatThrownBy(() -> ConcurrencyRetry.run(() -> failsTwice(new IllegalStateException("broken"))))
                .hasMessage("broken");
        assertThatThrownBy(() -> ConcurrencyRetry.insist(() -> failsTwice(new IllegalStateException("broken too"))))
                .hasMessage("broken too");
        assertThat(tries).hasValue(2);
    }

    @Test
    void insistsWhereverItIsCalledAndForLocksToo() {
        TransactionSynchronizationManager.setActualTransactionActive(true);

        ConcurrencyRetry.insist(() -> failsTwice(of("55P03")));

        assertThat(tries).hasValue(3);
    }

    private int failsTwice(RuntimeException failure) {
        if (tries.incrementAndGet() < 3) {
            throw failure;
        }
        return tries.get();
    }

    private static CannotAcquireLockException of(String state) {
        return new CannotAcquireLockException("held", new SQLException("by somebody", state));
    }
}

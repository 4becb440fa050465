package gov.mt.immtrax.access.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import gov.mt.immtrax.access.number.CaseKind;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionSynchronizationManager;

class RecordLocksTests {

    private final List<String> asked = new ArrayList<>();
    private final RecordLocks locks = new RecordLocks(List.of(
            lock(CaseKind.ACCOUNT, true), lock(CaseKind.ACCESS_DELETION, true), lock(CaseKind.ACCESS_REQUEST, false)));

    @BeforeEach
    void begin() {
        TransactionSynchronizationManager.initSynchronization();
    }

    @AfterEach
    void end() {
        TransactionSynchronizationManager.clear();
    }

    @Test
    void askTheOneRoomThatOwnsTheKind() {
        assertThat(locks.lock("ACC0000001")).isTrue();

        assertThat(asked).containsExactly("ACCOUNT ACC0000001");
    }

    @Test
    void lookForARequestBeforeADeletionOfTheSameNumber() {
        assertThat(locks.lock("REQ0100387")).isTrue();

        assertThat(asked).containsExactly("ACCESS_REQUEST REQ0100387", "ACCESS_DELETION REQ0100387");
    }

    @Test
    void holdARecordOnceInATransaction() {
        locks.lock("ACC0000001");

        assertThat(locks.lock("ACC0000001")).isFalse();
        assertThat(asked).hasSize(1);
    }

    @Test
    void holdNothingOfAKindThatNobodyLocks() {
        assertThat(locks.lock("IMP0000001")).isFalse();
        assertThat(locks.lock("nothing")).isFalse();
        assertThat(locks.lock(null)).isFalse();
        assertThat(asked).isEmpty();
    }

    @Test
    void haveOneOwnerForEachKind() {
        assertThatIllegalStateException()
                .isThrownBy(() -> new RecordLocks(List.of(lock(CaseKind.ACCOUNT, true), lock(CaseKind.ACCOUNT, true))));
    }

    private RecordLock lock(CaseKind kind, boolean there) {
        return new RecordLock() {

            @Override
            public CaseKind kind() {
                return kind;
            }

            @Override
            public boolean lock(String number) {
                asked.add(kind + " " + number);
                return there;
            }
        };
    }
}

package gov.mt.immtrax.access.database;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import gov.mt.immtrax.access.number.CaseKind;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Lets those who write one record at the same moment take turns: whoever is about to write holds its row first. Without
 * that, two who have written something beside the row wait for each other, and the database ends one of them.
 */
@Component
public class RecordLocks {

    private final Map<CaseKind, RecordLock> locks;

    /** @throws IllegalStateException if two rooms lock numbers of one kind */
    public RecordLocks(List<RecordLock> locks) {
        this.locks = locks.stream().collect(toMap(RecordLock::kind, identity()));
    }

    /**
     * Holds the record of a number until the transaction ends; asks the database once for each.
     *
     * @param number of any kind; of a kind that no room locks, and null, is held by nobody
     * @return whether the transaction had to ask for it, and perhaps to wait: what was read before may be of yesterday
     * @throws IllegalStateException outside of a transaction
     */
    public boolean lock(String number) {
        return number != null
                && held().add(number)
                // of a request and a deletion, which are written alike, one is there
                && CaseKind.allOf(number).stream()
                        .map(locks::get)
                        .filter(Objects::nonNull)
                        .anyMatch(lock -> lock.lock(number));
    }

    private static Set<String> held() {
        return TransactionSynchronizationManager.getSynchronizations().stream()
                .filter(Held.class::isInstance)
                .map(Held.class::cast)
                .findFirst()
                .orElseGet(() -> {
                    Held held = new Held(new HashSet<>());
                    TransactionSynchronizationManager.registerSynchronization(held);
                    return held;
                })
                .numbers();
    }

    /** Belongs to its transaction, which may be interrupted by another one. */
    private record Held(Set<String> numbers) implements TransactionSynchronization {}
}

package gov.mt.immtrax.access.database;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import gov.mt.immtrax.access.number.CaseKind;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Makes concurrent writers of a record take turns: each locks its row before writing. Otherwise two transactions that
 * have written related rows would wait for each other, and the database would end one of them.
 */
@Component
public class RecordLocks {

    private final Map<CaseKind, RecordLock> locks;

    /** @throws IllegalStateException if two rooms lock numbers of the same kind */
    public RecordLocks(List<RecordLock> locks) {
        this.locks = locks.stream().collect(toMap(RecordLock::kind, identity()));
    }

    /**
     * Locks the record of a number until the transaction ends, with one query per number.
     *
     * @param number any number; null and numbers that no room locks are ignored
     * @return whether the record was locked now, perhaps after a wait, so that data read before may be stale
     * @throws IllegalStateException if there is no transaction
     */
    public boolean lock(@Nullable String number) {
        return number != null
                && held().add(number)
                // a request and a deletion have numbers of the same form, but only one of them exists
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

    /** Belongs to its transaction, which another one may suspend. */
    private record Held(Set<String> numbers) implements TransactionSynchronization {}
}

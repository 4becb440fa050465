package gov.mt.immtrax.access.audit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which events to show; each component may be null.
 *
 * @param address normalized
 * @param from inclusive, UTC
 * @param until exclusive, UTC
 */
record AuditFilter(
        @Nullable String caseNumber,
        @Nullable String address,
        @Nullable AuditAction action,
        @Nullable Instant from,
        @Nullable Instant until) {

    /** Names the criteria without their values, so that the trail does not repeat personal data. */
    String inWords() {
        List<String> words = new ArrayList<>();
        if (caseNumber != null) {
            words.add("number");
        }
        if (address != null) {
            words.add("person");
        }
        if (action != null) {
            words.add("action " + action);
        }
        if (from != null || until != null) {
            words.add("date");
        }
        return words.isEmpty() ? "everything" : "by " + String.join(", ", words);
    }

    @Override
    public String toString() {
        return "AuditFilter[" + inWords() + "]";
    }
}

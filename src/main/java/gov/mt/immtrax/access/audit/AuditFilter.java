package gov.mt.immtrax.access.audit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Which events are asked for; each component may be null.
 *
 * @param address normalized
 * @param from first moment, UTC
 * @param until first moment that is too late, UTC
 */
record AuditFilter(String caseNumber, String address, AuditAction action, Instant from, Instant until) {

    /** What was filtered by, without what for. */
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

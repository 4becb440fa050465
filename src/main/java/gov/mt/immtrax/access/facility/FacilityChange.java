package gov.mt.immtrax.access.facility;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event in a facility's history.
 *
 * @param at UTC
 * @param field what was corrected; null for other events
 * @param caseNumber the other facility of a merge, or the request that it was added from; null if there is none
 * @param actor email address; null for the service itself
 */
public record FacilityChange(
        Instant at,
        FacilityChangeType type,
        @Nullable String field,
        @Nullable String before,
        @Nullable String after,
        @Nullable String caseNumber,
        @Nullable String actor,
        @Nullable String note) {

    /** An event without values. */
    static FacilityChange of(
            Instant at,
            FacilityChangeType type,
            @Nullable String caseNumber,
            @Nullable String actor,
            @Nullable String note) {
        return new FacilityChange(at, type, null, null, null, caseNumber, actor, note);
    }

    @Override
    public String toString() {
        return "FacilityChange[" + type + "]";
    }
}

package gov.mt.immtrax.access.timeline;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One event in the timeline of a case.
 *
 * @param at UTC
 * @param actor email address of the person who acted, or null for the service itself
 * @param note the reason that was given, or null
 */
public record CaseEvent<T extends Enum<T>>(
        T type,
        Instant at,
        @Nullable String actor,
        @Nullable String note) {

    @Override
    public String toString() {
        return "CaseEvent[" + type + ", " + at + "]";
    }
}

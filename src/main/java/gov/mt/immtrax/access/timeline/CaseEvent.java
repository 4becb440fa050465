package gov.mt.immtrax.access.timeline;

import gov.mt.immtrax.access.identity.Representation;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One event in the timeline of a case.
 *
 * @param at UTC
 * @param actor email address of the person who acted, or null for the service itself
 * @param actsFor email address of the official whom the actor represented as a deputy, or null
 * @param note the reason that was given, or null
 */
public record CaseEvent<T extends Enum<T>>(
        T type,
        Instant at,
        @Nullable String actor,
        @Nullable String actsFor,
        @Nullable String note) {

    public CaseEvent(T type, Instant at, @Nullable String actor, @Nullable String note) {
        this(type, at, actor, null, note);
    }

    /** Who acted, with both names if a deputy did. */
    public @Nullable String who() {
        return Representation.inWords(actor, actsFor);
    }

    @Override
    public String toString() {
        return "CaseEvent[" + type + ", " + at + "]";
    }
}

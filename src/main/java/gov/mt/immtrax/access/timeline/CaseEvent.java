package gov.mt.immtrax.access.timeline;

import java.time.Instant;

/**
 * One line of what happened to a case.
 *
 * @param at UTC
 * @param actor mail address of who did it, or null when the service did it by itself
 * @param note the reason that was given, or null
 */
public record CaseEvent<T extends Enum<T>>(T type, Instant at, String actor, String note) {

    @Override
    public String toString() {
        return "CaseEvent[" + type + ", " + at + "]";
    }
}

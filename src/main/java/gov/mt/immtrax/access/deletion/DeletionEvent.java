package gov.mt.immtrax.access.deletion;

import java.time.Instant;

/**
 * One line of what happened to an access deletion.
 *
 * @param at UTC
 * @param actor mail address; null when the service did it by itself
 * @param note the reason that was given; null if none was
 */
public record DeletionEvent(DeletionEventType type, Instant at, String actor, String note) {

    @Override
    public String toString() {
        return "DeletionEvent[" + type + ", " + at + "]";
    }
}

package gov.mt.immtrax.access.request;

import java.time.Instant;

/**
 * One line of a request's timeline.
 *
 * @param actor mail address of who did it, or null when the service did it by itself
 * @param note the reason that was given, or null
 */
public record RequestEvent(RequestEventType type, Instant at, String actor, String note) {

    @Override
    public String toString() {
        return "RequestEvent[" + type + ", " + at + "]";
    }
}

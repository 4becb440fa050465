package gov.mt.immtrax.access.people.departure;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A supervisor who left people behind. Instants are UTC.
 *
 * @param number {@code DEP} and seven digits; the engine's business key
 * @param address normalized address of the supervisor
 * @param askedAt when registry staff were last asked
 * @param escalatedAt null if it was never overdue
 * @param outcome the last answer; null, like {@code note} and {@code answeredAt}, before the first one
 */
record Departure(
        String number,
        String address,
        boolean open,
        Instant askedAt,
        @Nullable Instant escalatedAt,
        @Nullable DepartureOutcome outcome,
        @Nullable String note,
        @Nullable Instant answeredAt) {

    @Override
    public String toString() {
        return "Departure[" + number + ", " + outcome + "]";
    }
}

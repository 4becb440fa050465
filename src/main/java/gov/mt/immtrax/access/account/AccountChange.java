package gov.mt.immtrax.access.account;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event in an account's history.
 *
 * @param at UTC
 * @param field which of {@link AccountFacts} changed; null for other events
 * @param caseNumber number of the request or other case that led to it; null if there is none
 * @param actor email address, with that of the official whom they represented; null for the service itself
 * @param note a reason as text; null if none was given
 */
public record AccountChange(
        Instant at,
        AccountChangeType type,
        @Nullable String field,
        @Nullable String before,
        @Nullable String after,
        @Nullable String caseNumber,
        @Nullable String actor,
        @Nullable String note) {

    @Override
    public String toString() {
        return "AccountChange[" + type + (field == null ? "" : ", " + field) + "]";
    }
}

package gov.mt.immtrax.access.account;

import java.time.Instant;

/**
 * One row of an account's history.
 *
 * @param at UTC
 * @param field which of {@link AccountFacts} was changed; null unless one was
 * @param caseNumber what led to it; null if nothing with a number did
 * @param actor mail address; null for the service itself
 * @param note a reason in words; null if none was given
 */
public record AccountChange(
        Instant at,
        AccountChangeType type,
        String field,
        String before,
        String after,
        String caseNumber,
        String actor,
        String note) {

    @Override
    public String toString() {
        return "AccountChange[" + type + (field == null ? "" : ", " + field) + "]";
    }
}

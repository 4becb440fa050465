package gov.mt.immtrax.access.account;

import java.time.Instant;

/**
 * One account in imMTrax, as this service knows it. Instants are UTC.
 *
 * @param number {@code ACC} and seven digits: what the engine knows of it, and names nobody
 * @param provisionedAt when it was last set up; null if an import brought it
 * @param lastAccessAt as the last export of the registry said; null if it was never used
 * @param inactivationReason null, as is the instant, while it is active
 */
public record Account(
        String number,
        AccountFacts facts,
        Instant provisionedAt,
        Instant lastAccessAt,
        AccountStatus status,
        InactivationReason inactivationReason,
        Instant inactivatedAt) {

    /** Whether somebody can log in with it. */
    public boolean isActive() {
        return status == AccountStatus.ACTIVE;
    }

    @Override
    public String toString() {
        return "Account[" + number + ", " + status + "]";
    }
}

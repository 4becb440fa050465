package gov.mt.immtrax.access.account;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The access of a login in imMTrax under one employer, as this service knows it. A login may have several accounts,
 * with the same user name and one password. Instants are UTC.
 *
 * @param number {@code ACC} and seven digits; the engine stores only this, because it is not personal data
 * @param provisionedAt when it was last provisioned; null if it came from an import
 * @param lastAccessAt according to the last registry export; null if it was never used
 * @param inactivationReason null while it is active, as is {@code inactivatedAt}
 */
public record Account(
        String number,
        AccountFacts facts,
        @Nullable Instant provisionedAt,
        @Nullable Instant lastAccessAt,
        AccountStatus status,
        @Nullable InactivationReason inactivationReason,
        @Nullable Instant inactivatedAt) {

    /** Whether the user can log in with it. */
    public boolean isActive() {
        return status == AccountStatus.ACTIVE;
    }

    @Override
    public String toString() {
        return "Account[" + number + ", " + status + "]";
    }
}

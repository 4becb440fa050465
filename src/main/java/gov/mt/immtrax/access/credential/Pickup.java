package gov.mt.immtrax.access.credential;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What pages may show about a temporary password that is delivered by a one-time link, without the password. Instants
 * are UTC.
 *
 * @param expiresAt null until the mail server has accepted the email with the link
 * @param seenAt null unless it was viewed
 * @param renewalRequestedAt when a new one was requested; null once the help desk has answered
 */
public record Pickup(
        String username,
        PasswordState state,
        @Nullable Instant expiresAt,
        @Nullable Instant seenAt,
        @Nullable Instant renewalRequestedAt) {

    /** Whether a new password may be requested: this one is gone and none has been requested yet. */
    public boolean canBeRenewed() {
        return state != PasswordState.WAITING && renewalRequestedAt == null;
    }

    @Override
    public String toString() {
        return "Pickup[" + state + "]";
    }
}

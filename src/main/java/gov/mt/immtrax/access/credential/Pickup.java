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
 * @param accountEnded whether the account is inactivated, so that nobody can log in with any password
 */
public record Pickup(
        String username,
        PasswordState state,
        @Nullable Instant expiresAt,
        @Nullable Instant seenAt,
        @Nullable Instant renewalRequestedAt,
        boolean accountEnded) {

    /**
     * Whether a new password may be requested: this one is gone, none has been requested yet, and there is an account
     * to log in to.
     */
    public boolean canBeRenewed() {
        return state != PasswordState.WAITING && renewalRequestedAt == null && !accountEnded;
    }

    @Override
    public String toString() {
        return "Pickup[" + state + "]";
    }
}

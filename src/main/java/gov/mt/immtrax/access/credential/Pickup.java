package gov.mt.immtrax.access.credential;

import java.time.Instant;

/**
 * What pages may say of a temporary password that is delivered by a one-time link; never the password. Instants are
 * UTC.
 *
 * @param expiresAt null until the mail server has accepted the mail with the link
 * @param seenAt null unless it was seen
 * @param renewalRequestedAt when a new one was asked for, null once the help desk has answered
 */
public record Pickup(
        String username, PasswordState state, Instant expiresAt, Instant seenAt, Instant renewalRequestedAt) {

    /** Whether a new password may be asked for: this one is gone and nobody has asked yet. */
    public boolean canBeRenewed() {
        return state != PasswordState.WAITING && renewalRequestedAt == null;
    }

    @Override
    public String toString() {
        return "Pickup[" + state + "]";
    }
}

package gov.mt.immtrax.access.account;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Another email address of an account's user. Also published, with the transaction that writes it, when the address is
 * entered and when it begins to count.
 *
 * @param account number of the account
 * @param newAddress normalized, like the old one
 * @param enteredAt UTC
 * @param countsSince when somebody logged in with the new address, in UTC; null while nobody has
 */
public record EmailAddressChange(
        String account,
        String oldAddress,
        String newAddress,
        Instant enteredAt,
        @Nullable Instant countsSince) {

    /** Whether the register has the new address. */
    public boolean counts() {
        return countsSince != null;
    }

    @Override
    public String toString() {
        return "EmailAddressChange[" + account + (counts() ? ", counts" : "") + "]";
    }
}

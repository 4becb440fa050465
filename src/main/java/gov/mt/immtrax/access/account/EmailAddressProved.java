package gov.mt.immtrax.access.account;

/**
 * Somebody has logged in with the new address of an account, which is not locked yet. Published so that whatever has to
 * be locked before the account can be.
 *
 * @param oldAddress normalized
 */
public record EmailAddressProved(String oldAddress) {

    @Override
    public String toString() {
        return "EmailAddressProved";
    }
}

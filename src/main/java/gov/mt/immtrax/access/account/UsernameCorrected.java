package gov.mt.immtrax.access.account;

/**
 * Published in the transaction in which an account gets another user name, so that no credentials go out under the old
 * one.
 *
 * @param account its number
 * @param before the old one
 * @param username the new one
 */
public record UsernameCorrected(String account, String before, String username) {

    @Override
    public String toString() {
        return "UsernameCorrected[" + account + "]";
    }
}

package gov.mt.immtrax.access.request;

import gov.mt.immtrax.access.account.AccountFacts;

/**
 * Published in the transaction in which an account moves to another employer and supervisor, so that nothing the former
 * supervisor started can end or change the account of the new one.
 *
 * @param account number of the account
 * @param before facts of the account before it moved
 */
public record AccountMoved(String account, AccountFacts before) {

    @Override
    public String toString() {
        return "AccountMoved[" + account + "]";
    }
}

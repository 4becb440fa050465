package gov.mt.immtrax.access.request;

/**
 * Published in the transaction in which an account moves to another employer and supervisor, so that nothing the former
 * supervisor started can end the account of the new one.
 *
 * @param account number of the account
 */
public record AccountMoved(String account) {}

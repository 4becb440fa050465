package gov.mt.immtrax.access.request;

/**
 * Published in the transaction in which an account moves to another employer and supervisor, so that nothing that the
 * former one began ends what the new one answers for.
 *
 * @param account its number
 */
public record AccountMoved(String account) {}

package gov.mt.immtrax.access.account;

/**
 * Published in the transaction of each change of the register, so that whoever follows an account's life keeps step
 * with it.
 *
 * @param number of the account
 */
public record AccountEvent(String number, AccountChangeType type) {}

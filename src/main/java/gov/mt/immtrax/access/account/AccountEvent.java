package gov.mt.immtrax.access.account;

/**
 * Published in the transaction of each change of the register, so that an account's lifecycle process follows it.
 *
 * @param number of the account
 */
public record AccountEvent(String number, AccountChangeType type) {}

package gov.mt.immtrax.access.identity;

/**
 * A session of somebody with a staff role was ended by them, or by the identity provider; not by time.
 *
 * @param byProvider whether the provider said so, without a call of the person
 */
public record StaffLoggedOut(Person person, boolean byProvider) {}

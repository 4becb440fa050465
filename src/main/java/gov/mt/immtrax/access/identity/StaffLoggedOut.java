package gov.mt.immtrax.access.identity;

/**
 * Published when someone with a staff role has logged out, or the identity provider has ended their session. Not
 * published when a session expires.
 *
 * @param byProvider whether the provider ended the session, and not the person
 */
public record StaffLoggedOut(Person person, boolean byProvider) {}

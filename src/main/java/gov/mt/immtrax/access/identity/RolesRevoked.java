package gov.mt.immtrax.access.identity;

import java.util.Set;

/**
 * Published when a re-check finds that the identity provider has revoked roles of someone who is logged in. It takes
 * effect with that call.
 *
 * @param person as they were before, with their old roles
 * @param roles the revoked roles, at least one
 */
public record RolesRevoked(Person person, Set<Role> roles) {}

package gov.mt.immtrax.access.identity;

import java.util.Set;

/**
 * The identity provider took roles from somebody who is logged in; noticed at a re-check and in force from that call
 * on.
 *
 * @param person as they were before, with their old roles
 * @param roles those that are gone, at least one
 */
public record RolesRevoked(Person person, Set<Role> roles) {}

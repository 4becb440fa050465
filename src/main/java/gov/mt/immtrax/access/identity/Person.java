package gov.mt.immtrax.access.identity;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A person who is logged in, identified by a verified email address.
 *
 * @param issuer identity provider, as its URL
 * @param subject the provider's id of the person
 * @param address verified email address, normalized: trimmed and in lower case
 * @param name as the provider gives it, otherwise the address
 * @param roles at least one
 */
public record Person(String issuer, String subject, String address, String name, Set<Role> roles) {

    public boolean is(Role role) {
        return roles.contains(role);
    }

    public boolean isStaff() {
        return roles.stream().anyMatch(Role::isStaff);
    }

    /** Whether this person may see everyone's requests. Operations may not: they see the engine, not the people. */
    public boolean worksOnRequests() {
        return isOneOf(Role.WORKS_ON_REQUESTS);
    }

    /** Whether this person decides about access and corrects addresses. */
    public boolean worksAtHelpDesk() {
        return isOneOf(Role.DESK);
    }

    /** Whether this person answers auditors and may export lists of requests. */
    public boolean mayExport() {
        return isOneOf(Role.ANSWERABLE);
    }

    private boolean isOneOf(Set<Role> some) {
        return roles.stream().anyMatch(some::contains);
    }

    /** Whether this person has an email address, however the address was typed. */
    public boolean hasAddress(@Nullable String other) {
        return other != null && address.equals(EmailAddresses.normalize(other));
    }

    @Override
    public String toString() {
        return "Person" + roles;
    }
}

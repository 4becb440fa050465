package gov.mt.immtrax.access.identity;

import java.util.Set;

/**
 * A member of staff as of their last login, for everything that must know people who are not logged in right now.
 *
 * @param address mail address, normalized
 * @param name as the identity provider gave it, else the address
 * @param roles staff roles only, at least one
 */
public record StaffMember(String address, String name, Set<Role> roles) {

    @Override
    public String toString() {
        return "StaffMember" + roles;
    }
}

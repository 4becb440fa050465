package gov.mt.immtrax.access.identity;

import java.util.Set;

/**
 * A member of staff as of their last login, for code that needs people who are not logged in at the moment.
 *
 * @param address email address, normalized
 * @param name as the identity provider gave it, otherwise the address
 * @param roles staff roles only, at least one
 */
public record StaffMember(String address, String name, Set<Role> roles) {

    @Override
    public String toString() {
        return "StaffMember" + roles;
    }
}

package gov.mt.immtrax.access.people.replacement;

import gov.mt.immtrax.access.identity.EmailAddresses;

/** Who answers for somebody's accounts from now on. */
public record NewSupervisor(String name, String address) {

    /** However it was typed, the address is kept as addresses are compared. */
    public NewSupervisor {
        address = EmailAddresses.normalize(address);
    }

    @Override
    public String toString() {
        return "NewSupervisor";
    }
}

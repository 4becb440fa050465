package gov.mt.immtrax.access.people.replacement;

import gov.mt.immtrax.access.identity.EmailAddresses;

/** The supervisor who takes over. */
public record NewSupervisor(String name, String address) {

    /** Stores the address in its normalized form. */
    public NewSupervisor {
        address = EmailAddresses.normalize(address);
    }

    @Override
    public String toString() {
        return "NewSupervisor";
    }
}

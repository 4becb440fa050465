package gov.mt.immtrax.access.identity;

import java.util.Optional;

/** Finds out who is logged in for the current call; no one in the engine's job threads. */
public interface CurrentPerson {

    /** Length of an IPv6 address with an embedded IPv4 address; anything longer was forged in a header. */
    int LONGEST_NETWORK_ADDRESS = 45;

    Optional<Person> find();

    /** The network address that the current call came from; empty in job threads. */
    Optional<String> networkAddress();

    /** @throws org.springframework.security.access.AccessDeniedException if no one is logged in */
    default Person require() {
        return find().orElseThrow(
                        () -> new org.springframework.security.access.AccessDeniedException("No one is logged in"));
    }

    /**
     * The authorizing official for whom the current call is: whoever is logged in, or the one whom they represent as a
     * deputy.
     */
    default Person official() {
        return Representation.current().orElseGet(this::require);
    }

    /** The address of the official whom the person who is logged in represents; empty for nobody. */
    default Optional<String> actsFor() {
        return find().flatMap(person -> Representation.current()).map(Person::address);
    }
}

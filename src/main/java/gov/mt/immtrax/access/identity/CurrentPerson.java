package gov.mt.immtrax.access.identity;

import java.util.Optional;

/** Who is behind the current call; nobody in the engine's job threads. */
public interface CurrentPerson {

    /** An IPv6 address with an embedded IPv4 one; whatever is longer was forged in a header. */
    int LONGEST_NETWORK_ADDRESS = 45;

    Optional<Person> find();

    /** The network address that the current call came from; empty in job threads. */
    Optional<String> networkAddress();

    /** @throws org.springframework.security.access.AccessDeniedException if nobody is logged in */
    default Person require() {
        return find().orElseThrow(
                        () -> new org.springframework.security.access.AccessDeniedException("No one is logged in"));
    }
}

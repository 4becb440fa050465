package gov.mt.immtrax.access.account;

import java.util.Optional;

/**
 * Says whether somebody is asked to inactivate an account for its own sake, and not because of an access deletion. The
 * room that ends accounts implements it; the room of requests asks it.
 */
public interface InactivationLookup {

    /**
     * Why the account is about to end; empty if nobody is asked.
     *
     * @param account number
     */
    Optional<InactivationReason> openFor(String account);
}

package gov.mt.immtrax.access.account;

import java.util.Optional;

/**
 * What emails about an account need to know about disputes. The {@code people} room stores disputes and depends on this
 * one, so it implements this interface.
 */
public interface DisputeLookup {

    /** The supervisor who opened a dispute. They may no longer be responsible for the account. */
    record Reporter(String name, String address) {

        @Override
        public String toString() {
            return "Reporter";
        }
    }

    /** The supervisor who opened the latest dispute about an account. */
    Optional<Reporter> lastReporter(String account);

    /** Replaces a reporter's refused address in all their disputes. */
    void correctReporter(String refused, String address);
}

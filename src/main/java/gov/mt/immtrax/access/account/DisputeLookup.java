package gov.mt.immtrax.access.account;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What emails about an account need to know about disputes. The {@code people} room stores disputes and depends on this
 * one, so it implements this interface.
 */
public interface DisputeLookup {

    /** The supervisor who opened a dispute. They may no longer be responsible for the account. */
    record Disputant(@Nullable String name, String address) {

        @Override
        public String toString() {
            return "Disputant";
        }
    }

    /** The supervisor who opened the latest dispute about an account. */
    Optional<Disputant> lastDisputant(String account);

    /** Replaces a disputant's refused address in all their disputes. */
    void correctDisputant(String refused, String address);
}

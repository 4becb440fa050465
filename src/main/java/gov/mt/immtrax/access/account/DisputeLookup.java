package gov.mt.immtrax.access.account;

import java.util.Optional;

/**
 * What mails about an account need to know of disputes. The room of people keeps them and knows this one, so it answers
 * through this door.
 */
public interface DisputeLookup {

    /** The supervisor who disputed the account, even if another one is responsible for it now. */
    record Disputant(String name, String address) {

        @Override
        public String toString() {
            return "Disputant";
        }
    }

    /** Who said last that the user of an account is not their employee. */
    Optional<Disputant> lastDisputant(String account);

    /** The address of a disputant was refused; replaces it in all their disputes. */
    void correctDisputant(String refused, String address);
}

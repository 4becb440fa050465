package gov.mt.immtrax.access.account;

import java.util.Optional;

/**
 * What mails about an account need to know of reports that somebody is not the supervisor's employee. The room of
 * people keeps them and knows this one, so it answers through this door.
 */
public interface DisputeLookup {

    /** Whoever reported it, and answers for the account no more if another supervisor does. */
    record Reporter(String name, String address) {

        @Override
        public String toString() {
            return "Reporter";
        }
    }

    /** Who said last that the user of an account is not their employee. */
    Optional<Reporter> lastReporter(String account);

    /** The address of a reporter was refused, and is another one in all that they reported. */
    void correctReporter(String refused, String address);
}

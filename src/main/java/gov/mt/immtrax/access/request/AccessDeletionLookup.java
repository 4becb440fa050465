package gov.mt.immtrax.access.request;

import gov.mt.immtrax.access.identity.Person;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;

/**
 * What requests need to know of access deletions, whose numbers look like theirs. The room of deletions knows this one,
 * so it answers through this door.
 */
public interface AccessDeletionLookup {

    /**
     * One access deletion, as a line of a list.
     *
     * @param page where it stands, on this site
     * @param person first and last name of whose access ends
     * @param employer as whoever asked wrote it
     * @param statusKey message key
     * @param submittedAt in Montana's time
     */
    record Ending(
            String number,
            String page,
            String person,
            String employer,
            String statusKey,
            boolean open,
            String supervisorAddress,
            ZonedDateTime submittedAt) {

        @Override
        public String toString() {
            return "Ending[" + number + "]";
        }
    }

    /**
     * The page of the deletion with this number; empty if the number is none's, or of one that the reader may not see.
     */
    Optional<String> pageOf(String number, Person reader);

    /** Holds what is open about an account until the transaction ends, before the account itself is held. */
    void holdOf(String account);

    /** The open deletion for the person of a normalized mail address. */
    Optional<Ending> openFor(String address);

    /** For staff all that are open, for others those that they asked for; newest first. */
    List<Ending> listFor(Person person);
}

package gov.mt.immtrax.access.request;

import gov.mt.immtrax.access.identity.Person;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;

/**
 * What requests need to know about access deletions, which share their number format. The deletion room depends on this
 * room, so it implements this interface.
 */
public interface AccessDeletionLookup {

    /**
     * One access deletion, as a row of a list.
     *
     * @param page path on this site
     * @param person first and last name of the user whose access ends
     * @param employer as the requester wrote it, like the location
     * @param statusKey message key
     * @param planned whether it ends nothing yet, because its last day is still to come
     * @param lastDay last day on which the access is needed
     * @param submittedAt in Montana's time zone
     */
    record Ending(
            String number,
            String page,
            String person,
            String employer,
            String locationName,
            String statusKey,
            boolean open,
            boolean planned,
            LocalDate lastDay,
            String supervisorAddress,
            ZonedDateTime submittedAt) {

        @Override
        public String toString() {
            return "Ending[" + number + "]";
        }
    }

    /** The page of the access deletion with this number; empty if there is none or the reader may not see it. */
    Optional<String> pageOf(String number, Person reader);

    /**
     * Locks the open deletions of an account until the transaction ends. Call this before the account itself is locked.
     */
    void holdOf(String account);

    /** The open access deletions for the person with this normalized email address, oldest first. */
    List<Ending> openFor(String address);

    /** For staff, all open access deletions; for others, those that they requested. Newest first. */
    List<Ending> listFor(Person person);
}

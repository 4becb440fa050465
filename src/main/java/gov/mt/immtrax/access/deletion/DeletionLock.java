package gov.mt.immtrax.access.deletion;

import gov.mt.immtrax.access.database.RecordLock;
import gov.mt.immtrax.access.deletion.mail.MeantPeople;
import gov.mt.immtrax.access.request.AccessRequests;
import java.util.Optional;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Lets those who write one access deletion take turns. What is open for its person may end with it, and is held before.
 */
@Component
@Order(2)
class DeletionLock implements RecordLock {

    private final AccessDeletions deletions;
    private final MeantPeople people;
    private final AccessRequests requests;

    DeletionLock(AccessDeletions deletions, MeantPeople people, AccessRequests requests) {
        this.deletions = deletions;
        this.people = people;
        this.requests = requests;
    }

    @Override
    public boolean hold(String number) {
        Optional<AccessDeletion> deletion = number.startsWith("REQ") ? deletions.find(number) : Optional.empty();
        deletion.ifPresent(found -> {
            requests.holdOpenFor(people.of(found).emailAddress());
            deletions.hold(number);
        });
        return deletion.isPresent();
    }
}

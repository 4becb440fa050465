package gov.mt.immtrax.access.deletion;

import gov.mt.immtrax.access.database.RecordLock;
import gov.mt.immtrax.access.deletion.mail.PersonMatching;
import gov.mt.immtrax.access.number.CaseKind;
import gov.mt.immtrax.access.request.AccessRequestRepository;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Locks an access deletion, so that writers take turns. The person's open requests may end with it, so they are locked
 * first.
 */
@Component
class DeletionLock implements RecordLock {

    private final AccessDeletionRepository deletions;
    private final PersonMatching people;
    private final AccessRequestRepository requests;

    DeletionLock(AccessDeletionRepository deletions, PersonMatching people, AccessRequestRepository requests) {
        this.deletions = deletions;
        this.people = people;
        this.requests = requests;
    }

    @Override
    public CaseKind kind() {
        return CaseKind.ACCESS_DELETION;
    }

    @Override
    public boolean lock(String number) {
        Optional<AccessDeletion> deletion = deletions.find(number);
        deletion.ifPresent(found -> {
            requests.holdOpenFor(people.of(found).emailAddress());
            deletions.lock(number);
        });
        return deletion.isPresent();
    }
}

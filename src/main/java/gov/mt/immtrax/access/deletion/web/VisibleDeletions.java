package gov.mt.immtrax.access.deletion.web;

import gov.mt.immtrax.access.audit.AuditTrail;
import gov.mt.immtrax.access.deletion.AccessDeletion;
import gov.mt.immtrax.access.deletion.AccessDeletionRepository;
import gov.mt.immtrax.access.deputy.ActsFor;
import gov.mt.immtrax.access.identity.CurrentPerson;
import gov.mt.immtrax.access.identity.Person;
import gov.mt.immtrax.access.request.AccessRequest;
import gov.mt.immtrax.access.request.AccessRequestRepository;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;

/**
 * The access deletions that a reader may see, and what stands beside them. Any other is answered with 404 Not Found, so
 * that nobody learns which exist.
 */
@Component
class VisibleDeletions {

    private final AccessDeletionRepository deletions;
    private final AccessRequestRepository requests;
    private final ActsFor actsFor;
    private final CurrentPerson currentPerson;
    private final AuditTrail audit;

    VisibleDeletions(
            AccessDeletionRepository deletions,
            AccessRequestRepository requests,
            ActsFor actsFor,
            CurrentPerson currentPerson,
            AuditTrail audit) {
        this.deletions = deletions;
        this.requests = requests;
        this.actsFor = actsFor;
        this.currentPerson = currentPerson;
        this.audit = audit;
    }

    /**
     * A deletion that the reader submitted, or an official whose deputy they are; any for staff who work on requests.
     */
    AccessDeletion ownOrForStaff(String number) {
        Person reader = currentPerson.require();
        return deletions
                .find(number)
                .filter(it -> reader.worksOnRequests() || isTakenUp(it))
                .orElseThrow(() -> turnedAway(number, "/deletions/" + number));
    }

    /** @param path that is asked for */
    AccessDeletion own(String number, String path) {
        return deletions.find(number).filter(this::isTakenUp).orElseThrow(() -> turnedAway(number, path));
    }

    private boolean isTakenUp(AccessDeletion deletion) {
        return actsFor.takeUp(deletion.supervisorAddress(), deletion.emailAddress(), deletion.account());
    }

    /** The open requests for the user with this address, as far as the reader may see them. */
    List<AccessRequest> requestsOf(String address) {
        Person reader = currentPerson.official();
        return requests.openFor(List.of(address)).stream()
                .filter(it -> reader.worksOnRequests() || reader.hasAddress(it.supervisorAddress()))
                .toList();
    }

    /**
     * Records the refusal even if there is no such case, so that the response time does not reveal whether it exists.
     */
    ResponseStatusException turnedAway(String number, String path) {
        audit.recordRefusal(number, path);
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}

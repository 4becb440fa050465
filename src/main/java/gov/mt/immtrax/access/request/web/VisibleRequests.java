package gov.mt.immtrax.access.request.web;

import gov.mt.immtrax.access.audit.AuditTrail;
import gov.mt.immtrax.access.deputy.ActsFor;
import gov.mt.immtrax.access.identity.CurrentPerson;
import gov.mt.immtrax.access.identity.Person;
import gov.mt.immtrax.access.request.AccessRequest;
import gov.mt.immtrax.access.request.AccessRequestRepository;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;

/** Checks which requests a person may see and change. Others are treated as not found. */
@Component
class VisibleRequests {

    private final AccessRequestRepository requests;
    private final ActsFor actsFor;
    private final CurrentPerson currentPerson;
    private final AuditTrail audit;

    VisibleRequests(AccessRequestRepository requests, ActsFor actsFor, CurrentPerson currentPerson, AuditTrail audit) {
        this.requests = requests;
        this.actsFor = actsFor;
        this.currentPerson = currentPerson;
        this.audit = audit;
    }

    /** A request that the person may see: their own, one of an official whose deputy they are, or any for staff. */
    AccessRequest get(String number, Person person) {
        return requests.find(number)
                .filter(request -> person.worksOnRequests() || isOf(request, person) || isTakenUp(request))
                .orElseThrow(() -> turnedAway(number));
    }

    static boolean isOf(AccessRequest request, Person person) {
        return person.hasAddress(request.supervisorAddress()) || person.hasAddress(request.emailAddress());
    }

    private boolean isTakenUp(AccessRequest request) {
        return actsFor.takeUp(request.supervisorAddress(), request.emailAddress());
    }

    /** A request that the person may change as its authorizing supervisor, or as their deputy. */
    AccessRequest own(String number) {
        return requests.find(number).filter(this::isTakenUp).orElseThrow(() -> turnedAway(number));
    }

    /** A request that the person may change as its authorizing supervisor, as their deputy, or as the help desk. */
    AccessRequest ownOrForHelpDesk(String number) {
        Person person = currentPerson.require();
        return requests.find(number)
                .filter(request -> isTakenUp(request) || person.worksAtHelpDesk())
                .orElseThrow(() -> turnedAway(number));
    }

    /** Recorded whether or not the request exists, so that not even the response time reveals it. */
    private ResponseStatusException turnedAway(String number) {
        audit.recordRefusal(number, "/requests/" + number);
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}

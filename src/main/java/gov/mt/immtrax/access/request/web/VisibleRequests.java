package gov.mt.immtrax.access.request.web;

import gov.mt.immtrax.access.audit.AuditTrail;
import gov.mt.immtrax.access.identity.CurrentPerson;
import gov.mt.immtrax.access.identity.Person;
import gov.mt.immtrax.access.request.AccessRequest;
import gov.mt.immtrax.access.request.AccessRequestRepository;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;

/** Which requests somebody may see, and which they may change; whoever may not is told that there is none. */
@Component
class VisibleRequests {

    private final AccessRequestRepository requests;
    private final CurrentPerson currentPerson;
    private final AuditTrail audit;

    VisibleRequests(AccessRequestRepository requests, CurrentPerson currentPerson, AuditTrail audit) {
        this.requests = requests;
        this.currentPerson = currentPerson;
        this.audit = audit;
    }

    /** What the people of a request may see, and staff. */
    AccessRequest get(String number, Person person) {
        return requests.find(number)
                .filter(request -> person.worksOnRequests() || isOf(request, person))
                .orElseThrow(() -> turnedAway(number));
    }

    static boolean isOf(AccessRequest request, Person person) {
        return person.hasAddress(request.supervisorAddress()) || person.hasAddress(request.emailAddress());
    }

    /** What only the authorizing supervisor may change. */
    AccessRequest own(String number) {
        Person person = currentPerson.require();
        return requests.find(number)
                .filter(request -> person.hasAddress(request.supervisorAddress()))
                .orElseThrow(() -> turnedAway(number));
    }

    /** Recorded whether the request exists or not, so that not even the time that it takes tells which. */
    private ResponseStatusException turnedAway(String number) {
        audit.recordRefusal(number, "/requests/" + number);
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}

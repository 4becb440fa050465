package gov.mt.immtrax.access.agreement.web;

import gov.mt.immtrax.access.audit.AuditAction;
import gov.mt.immtrax.access.audit.AuditResult;
import gov.mt.immtrax.access.audit.AuditTrail;
import gov.mt.immtrax.access.identity.CurrentPerson;
import gov.mt.immtrax.access.identity.Person;
import gov.mt.immtrax.access.number.CaseKind;
import gov.mt.immtrax.access.request.AccessRequest;
import gov.mt.immtrax.access.request.AccessRequestRepository;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/**
 * Decides who may see the agreement of a request. Everyone else gets the same page, whether the request exists or not.
 * It shows the address that they are logged in with, and nothing about the request.
 */
@Component
class AgreementAccess {

    private final AccessRequestRepository requests;
    private final CurrentPerson currentPerson;
    private final AuditTrail audit;

    AgreementAccess(AccessRequestRepository requests, CurrentPerson currentPerson, AuditTrail audit) {
        this.requests = requests;
        this.currentPerson = currentPerson;
        this.audit = audit;
    }

    /** Shows a page to the user of the request, by their verified address. */
    ModelAndView admitUser(String number, Function<AccessRequest, ModelAndView> page) {
        return admit(number, AgreementAccess::isUser, page);
    }

    /** Shows a page to the user of the request and to staff. */
    ModelAndView admitReader(String number, Function<AccessRequest, ModelAndView> page) {
        return admit(number, (person, request) -> person.worksOnRequests() || isUser(person, request), page);
    }

    Person reader() {
        return currentPerson.require();
    }

    boolean isStaff() {
        return currentPerson.require().worksOnRequests();
    }

    /** Records what staff view, except their own agreements. */
    void record(AuditAction action, AccessRequest request, @Nullable String detail) {
        if (!isUser(currentPerson.require(), request)) {
            audit.record(action, request.number(), AuditResult.DONE, detail);
        }
    }

    private ModelAndView admit(
            String number, BiPredicate<Person, AccessRequest> mayEnter, Function<AccessRequest, ModelAndView> page) {
        Person person = currentPerson.require();
        return find(number)
                .filter(request -> mayEnter.test(person, request))
                .map(page)
                .orElseGet(() -> turnedAway(number, person));
    }

    /**
     * Records the refusal even if there is no such request, so that the response time does not reveal whether it
     * exists.
     */
    private ModelAndView turnedAway(String number, Person person) {
        audit.recordRefusal(number, "/agreements/" + number);
        return new ModelAndView("agreement/refused", Map.of("address", person.address()), HttpStatus.FORBIDDEN);
    }

    private Optional<AccessRequest> find(String number) {
        return CaseKind.ACCESS_REQUEST.matches(number) ? requests.find(number) : Optional.empty();
    }

    private static boolean isUser(Person person, AccessRequest request) {
        return person.hasAddress(request.emailAddress());
    }
}

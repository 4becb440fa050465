package gov.mt.immtrax.access.request;

import gov.mt.immtrax.access.engine.FormSubmissionService;
import gov.mt.immtrax.access.form.FormFile;
import gov.mt.immtrax.access.identity.EmailAddresses;
import gov.mt.immtrax.access.identity.Person;
import gov.mt.immtrax.access.request.process.AccessRequestProcess;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Service;

/** What a supervisor does with a request on our own pages. */
@Service
public class RequestService {

    private final FormSubmissionService service;
    private final AccessRequestRepository requests;
    private final Timeline timeline;

    RequestService(FormSubmissionService service, AccessRequestRepository requests, Timeline timeline) {
        this.service = service;
        this.requests = requests;
        this.timeline = timeline;
    }

    /** The form for a new request. */
    public FormFile newForm() {
        return service.startForm(AccessRequestProcess.KEY, RequestForm.NAME);
    }

    /** The form for the current step of a request. */
    public FormFile formOf(String number) {
        return service.taskForm(AccessRequestProcess.KEY, number, RequestForm.NAME)
                .orElseGet(this::newForm);
    }

    /**
     * Checks a form as {@link #submit} would, and submits nothing.
     *
     * @throws gov.mt.immtrax.access.form.FormRejectedException if the form is refused
     */
    public void check(Map<String, Object> values) {
        service.check(AccessRequestProcess.KEY, RequestForm.NAME, values);
    }

    /** @return the number of the new request */
    public String submit(Map<String, Object> values) {
        return service.start(AccessRequestProcess.KEY, values);
    }

    /** The open request that an identical form created before, because its button was pressed twice. */
    public Optional<String> madeBefore(Map<String, Object> values, Person supervisor) {
        // an invalid form cannot have created a request
        return newForm()
                .valid(values)
                .flatMap(form -> requests.findOpenFor(EmailAddresses.normalize((String) form.get("emailAddress")))
                        .filter(open -> supervisor.hasAddress(open.supervisorAddress()))
                        .filter(open -> RequestForm.repeats(form, open))
                        .map(AccessRequest::number));
    }

    /** @return false if the request is no longer waiting for a correction */
    public boolean correct(String number, Map<String, Object> values) {
        return service.complete(AccessRequestProcess.KEY, number, AccessRequestProcess.CORRECT_REQUEST, values);
    }

    /**
     * Withdraws the open request for a person at an employer because of an access deletion, in the caller's
     * transaction. If the access is already set up, the request continues, and its account ends with the others.
     *
     * @param supervisor normalized email address of the person who requested the deletion; their own request is
     *     withdrawn even if they wrote the employer differently
     * @param deletion number of the access deletion, which the timeline and the audit trail give as the reason
     */
    public void withdrawOvertaken(String address, String employer, String supervisor, String deletion) {
        requests.findOpenFor(EmailAddresses.normalize(address))
                .filter(request -> request.status().canBeWithdrawn())
                .filter(request -> request.supervisorAddress().equals(supervisor)
                        || request.employer().strip().equalsIgnoreCase(employer.strip()))
                .ifPresent(request -> {
                    timeline.note(request.number(), RequestEventType.OVERTAKEN_BY_DELETION, deletion);
                    service.send(AccessRequestProcess.REQUEST_WITHDRAWN, AccessRequestProcess.KEY, request.number());
                });
    }

    /** @return false if it is too late because the request was provisioned or has ended */
    public boolean withdraw(String number) {
        if (!requests.get(number).status().canBeWithdrawn()) {
            return false;
        }
        try {
            return service.send(AccessRequestProcess.REQUEST_WITHDRAWN, AccessRequestProcess.KEY, number);
        } catch (RuntimeException failure) {
            // provisioned or ended between this check and the engine's
            if (requests.get(number).status().canBeWithdrawn()) {
                throw failure;
            }
            return false;
        }
    }
}

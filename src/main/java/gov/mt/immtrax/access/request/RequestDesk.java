package gov.mt.immtrax.access.request;

import gov.mt.immtrax.access.engine.FormDesk;
import gov.mt.immtrax.access.form.FormFile;
import gov.mt.immtrax.access.identity.MailAddresses;
import gov.mt.immtrax.access.identity.Person;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Service;

/** What a supervisor does with a request from our own pages. */
@Service
public class RequestDesk {

    /** Key of the model, {@code processes/access-request.bpmn}. */
    public static final String PROCESS = "access-request";

    /** The task of the user who is to get access. */
    public static final String SIGN_USER_AGREEMENT = "UserTask_SignUserAgreement";

    /** The task of a supervisor whose request came back. */
    public static final String CORRECT_REQUEST = "UserTask_CorrectRequest";

    private final FormDesk desk;
    private final AccessRequests requests;

    RequestDesk(FormDesk desk, AccessRequests requests) {
        this.desk = desk;
        this.requests = requests;
    }

    /** The form for a new request. */
    public FormFile newForm() {
        return desk.startForm(PROCESS, RequestForm.NAME);
    }

    /** The form of a request that is under way. */
    public FormFile formOf(String number) {
        return desk.taskForm(PROCESS, number, RequestForm.NAME).orElseGet(this::newForm);
    }

    /** @return the number of the new request */
    public String submit(Map<String, Object> values) {
        return desk.start(PROCESS, values);
    }

    /** The open request that this very form has made before: its button was pressed twice. */
    public Optional<String> madeBefore(Map<String, Object> values, Person supervisor) {
        return Optional.ofNullable(values.get("emailAddress"))
                .flatMap(address -> requests.findOpenFor(MailAddresses.normalize(address.toString())))
                .filter(request -> supervisor.hasAddress(request.supervisorAddress()))
                .filter(request -> RequestForm.repeats(newForm().clean(values), request))
                .map(AccessRequest::number);
    }

    /** @return false if the request is not waiting for a correction any more */
    public boolean correct(String number, Map<String, Object> values) {
        return desk.complete(PROCESS, number, CORRECT_REQUEST, values);
    }

    /** @return false if it is too late: the request has been provisioned or has ended */
    public boolean withdraw(String number) {
        if (!requests.get(number).status().canBeWithdrawn()) {
            return false;
        }
        try {
            return desk.send("RequestWithdrawn", PROCESS, number);
        } catch (RuntimeException failure) {
            // provisioned or ended between our look and the engine's
            if (requests.get(number).status().canBeWithdrawn()) {
                throw failure;
            }
            return false;
        }
    }
}

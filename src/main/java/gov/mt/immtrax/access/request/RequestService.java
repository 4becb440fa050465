package gov.mt.immtrax.access.request;

import static gov.mt.immtrax.access.number.CaseKind.ACCESS_REQUEST;

import gov.mt.immtrax.access.audit.AuditAction;
import gov.mt.immtrax.access.audit.AuditResult;
import gov.mt.immtrax.access.audit.AuditTrail;
import gov.mt.immtrax.access.deputy.ActsFor;
import gov.mt.immtrax.access.engine.FormSubmissionService;
import gov.mt.immtrax.access.facility.Employers;
import gov.mt.immtrax.access.form.FormError;
import gov.mt.immtrax.access.form.FormFile;
import gov.mt.immtrax.access.identity.EmailAddresses;
import gov.mt.immtrax.access.identity.Person;
import gov.mt.immtrax.access.mail.Audience;
import gov.mt.immtrax.access.mail.MailAddressCorrected;
import gov.mt.immtrax.access.request.process.AccessRequestProcess;
import gov.mt.immtrax.access.request.process.RequestEnding;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/** What a supervisor does with a request on our own pages, and the help desk on its behalf. */
@Service
public class RequestService {

    private static final String ADDRESS = "emailAddress";

    private final FormSubmissionService service;
    private final AccessRequestRepository requests;
    private final Timeline timeline;
    private final CorrectionRepository corrections;
    private final RequestEnding ending;
    private final ApplicationEventPublisher events;
    private final AuditTrail audit;
    private final Clock clock;
    private final Employers employers;
    private final ActsFor actsFor;

    RequestService(
            FormSubmissionService service,
            AccessRequestRepository requests,
            Timeline timeline,
            CorrectionRepository corrections,
            RequestEnding ending,
            ApplicationEventPublisher events,
            AuditTrail audit,
            Clock clock,
            Employers employers,
            ActsFor actsFor) {
        this.actsFor = actsFor;
        this.employers = employers;
        this.service = service;
        this.requests = requests;
        this.timeline = timeline;
        this.corrections = corrections;
        this.ending = ending;
        this.events = events;
        this.audit = audit;
        this.clock = clock;
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

    /** @return the number of the new request */
    public String submit(Map<String, Object> values) {
        return service.start(AccessRequestProcess.KEY, values);
    }

    /** The open request that an identical form created before, because its button was pressed twice. */
    public Optional<String> madeBefore(Map<String, Object> values, Person supervisor) {
        // an invalid form cannot have created a request
        return newForm()
                .valid(values)
                .flatMap(form ->
                        requests
                                .openFor(EmailAddresses.normalize((String) Objects.requireNonNull(form.get(ADDRESS))))
                                .stream()
                                .filter(open -> supervisor.hasAddress(open.supervisorAddress()))
                                .filter(open -> RequestForm.repeats(form, open))
                                .map(AccessRequest::number)
                                .findFirst());
    }

    /**
     * Corrects a request that was returned, or one that still waits for the signature or the help desk.
     *
     * @return false if it is too late: the request was provisioned or has ended
     */
    public boolean correct(String number, Map<String, Object> values) {
        return service.complete(AccessRequestProcess.KEY, number, AccessRequestProcess.CORRECT_REQUEST, values)
                || service.inTurn(number, () -> correctWaiting(number, values));
    }

    /**
     * The user is invited anew at another address, or no longer if the new type needs no agreement; the help desk and
     * registry staff get a new task, without what no longer holds.
     */
    private boolean correctWaiting(String number, Map<String, Object> values) {
        AccessRequest before = requests.get(number);
        boolean waits = before.status() == RequestStatus.AWAITING_SIGNATURE
                || before.status() == RequestStatus.AWAITING_DECISION
                || before.status() == RequestStatus.AWAITING_PROVISIONING;
        if (!waits || !service.revise(AccessRequestProcess.KEY, number, RequestForm.NAME, values)) {
            return false;
        }
        AccessRequest after = requests.get(number);
        if (before.status() != RequestStatus.AWAITING_SIGNATURE) {
            if (!after.equals(before)) {
                service.send(AccessRequestProcess.REQUEST_CORRECTED, AccessRequestProcess.KEY, number);
            }
        } else if (!after.emailAddress().equals(before.emailAddress()) || after.requestType() != before.requestType()) {
            service.send(AccessRequestProcess.INVITATION_OUTDATED, AccessRequestProcess.KEY, number);
        }
        return true;
    }

    /**
     * Corrects the email address of a user who has not signed yet. The invitation goes to the new address, and the link
     * that went to the old one no longer opens the agreement.
     *
     * @param address normalized
     * @return false if it is too late: somebody has signed with the old address, or the request has ended
     */
    public boolean correctUserAddress(String number, String address) {
        return service.inTurn(number, () -> {
            AccessRequest request = requests.get(number);
            if (!mayCorrectUserAddress(request)) {
                return false;
            }
            if (!address.equals(request.emailAddress())) {
                events.publishEvent(new MailAddressCorrected(
                        ACCESS_REQUEST.of(number), Audience.USER, request.emailAddress(), address));
                corrections.add(request, requests.get(number), clock.instant());
                audit.record(AuditAction.MAIL_ADDRESS_CORRECTED, number, AuditResult.DONE, "of the " + Audience.USER);
                service.send(AccessRequestProcess.INVITATION_OUTDATED, AccessRequestProcess.KEY, number);
            }
            return true;
        });
    }

    /** What is wrong with a new address of the user, as somebody typed it; empty if nothing is. */
    public Optional<FormError> mistakeOfUserAddress(AccessRequest request, String typed) {
        String address = EmailAddresses.normalize(typed);
        return newForm().check(Map.of(ADDRESS, typed)).stream()
                .filter(error -> error.field().equals(ADDRESS))
                .findFirst()
                .or(() -> actsFor.mistake(ADDRESS, typed))
                .or(() -> address.equals(request.supervisorAddress())
                        ? Optional.of(FormError.of(ADDRESS, "request.rule.addressOfSupervisor"))
                        : Optional.empty())
                .or(() -> requests.findOpen(address, request.supervisorAddress())
                        .filter(other -> !other.number().equals(request.number()))
                        .map(other -> FormError.of(ADDRESS, "request.rule.openRequestOfAddress", other.number())));
    }

    /** Whether the user's address can still be wrong: whoever has signed has logged in with it. */
    public boolean mayCorrectUserAddress(AccessRequest request) {
        return request.status() == RequestStatus.AWAITING_SIGNATURE;
    }

    /**
     * Withdraws the open requests for a person at an employer because of an access deletion, in the caller's
     * transaction. A request whose access is already set up is withdrawn only if its account is the one that ends.
     *
     * @param supervisor normalized email address of the person who requested the deletion; their own request is
     *     withdrawn even if they wrote the employer differently
     * @param account number of the account that ends; null if it is not known
     * @param deletion number of the access deletion, which the timeline and the audit trail give as the reason
     * @param goesOn which requests are not withdrawn
     */
    public void withdrawSuperseded(
            String address,
            String employer,
            String locationName,
            String supervisor,
            @Nullable String account,
            String deletion,
            Predicate<AccessRequest> goesOn) {
        requests.openFor(EmailAddresses.normalize(address)).stream()
                .filter(request -> request.status().canBeWithdrawn())
                .filter(goesOn.negate())
                .filter(request -> request.supervisorAddress().equals(supervisor) && !isForAnother(request, account)
                        || employers.same(request.employer(), request.locationName(), employer, locationName))
                .filter(request -> request.status().canBeCorrected()
                        || account == null
                        || requests.awaitingStartWith(account).contains(request.number()))
                .forEach(request -> {
                    timeline.note(request.number(), RequestEventType.SUPERSEDED_BY_DELETION, deletion);
                    service.send(AccessRequestProcess.REQUEST_WITHDRAWN, AccessRequestProcess.KEY, request.number());
                    if (!request.supervisorAddress().equals(supervisor)) {
                        ending.tellSupervisor(request.number());
                    }
                });
    }

    /** Whether a request is for access under another employer, which goes on when an account ends. */
    private static boolean isForAnother(AccessRequest request, @Nullable String account) {
        return request.otherEmployer() == OtherEmployer.AS_WELL
                || request.account() != null
                        && account != null
                        && !request.account().equals(account);
    }

    /**
     * Ends the open requests of other supervisors for the same person, because the help desk keeps this one, in the
     * caller's transaction. Their supervisors are told that their request has ended, and nothing of the one that is
     * kept.
     */
    public void endRivals(AccessRequest kept) {
        requests.holdOpenFor(kept.emailAddress()); // so that none of them is set up meanwhile
        requests.rivalsOf(kept).forEach(rival -> {
            timeline.note(rival.number(), RequestEventType.NOT_KEPT);
            audit.record(AuditAction.REQUEST_WITHDRAWN, rival.number(), AuditResult.DONE, kept.number() + " is kept");
            service.send(AccessRequestProcess.REQUEST_WITHDRAWN, AccessRequestProcess.KEY, rival.number());
            ending.tellSupervisor(rival.number());
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

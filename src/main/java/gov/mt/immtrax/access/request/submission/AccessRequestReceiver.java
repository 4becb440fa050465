package gov.mt.immtrax.access.request.submission;

import gov.mt.immtrax.access.audit.AuditAction;
import gov.mt.immtrax.access.audit.AuditResult;
import gov.mt.immtrax.access.audit.AuditTrail;
import gov.mt.immtrax.access.facility.Employers;
import gov.mt.immtrax.access.form.FormError;
import gov.mt.immtrax.access.form.FormReceiver;
import gov.mt.immtrax.access.form.FormRejectedException;
import gov.mt.immtrax.access.form.FormSubmission;
import gov.mt.immtrax.access.form.Receipt;
import gov.mt.immtrax.access.identity.CurrentPerson;
import gov.mt.immtrax.access.identity.Person;
import gov.mt.immtrax.access.number.CaseKind;
import gov.mt.immtrax.access.number.CaseNumberGenerator;
import gov.mt.immtrax.access.request.AccessRequest;
import gov.mt.immtrax.access.request.AccessRequestRepository;
import gov.mt.immtrax.access.request.AgreementsOnFile;
import gov.mt.immtrax.access.request.CorrectionRepository;
import gov.mt.immtrax.access.request.Reactivations;
import gov.mt.immtrax.access.request.RequestEventType;
import gov.mt.immtrax.access.request.RequestForm;
import gov.mt.immtrax.access.request.RequestStatus;
import gov.mt.immtrax.access.request.SignatureMatch;
import gov.mt.immtrax.access.request.Timeline;
import gov.mt.immtrax.access.request.process.UserAwareness;
import gov.mt.immtrax.access.request.process.UserMails;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;

/** Receives a supervisor's request, or the correction of an open one. */
@Component
class AccessRequestReceiver implements FormReceiver {

    private final AccessRequestRepository requests;
    private final CaseNumberGenerator numbers;
    private final CorrectionRepository corrections;
    private final Timeline timeline;
    private final Reactivations reactivations;
    private final AgreementsOnFile agreements;
    private final UserAwareness users;
    private final UserMails userMails;
    private final AuditTrail audit;
    private final CurrentPerson currentPerson;
    private final Clock clock;
    private final Employers employers;

    AccessRequestReceiver(
            AccessRequestRepository requests,
            CaseNumberGenerator numbers,
            CorrectionRepository corrections,
            Timeline timeline,
            Reactivations reactivations,
            AgreementsOnFile agreements,
            UserAwareness users,
            UserMails userMails,
            AuditTrail audit,
            CurrentPerson currentPerson,
            Clock clock,
            Employers employers) {
        this.employers = employers;
        this.requests = requests;
        this.numbers = numbers;
        this.corrections = corrections;
        this.timeline = timeline;
        this.reactivations = reactivations;
        this.agreements = agreements;
        this.users = users;
        this.userMails = userMails;
        this.audit = audit;
        this.currentPerson = currentPerson;
        this.clock = clock;
    }

    @Override
    public String form() {
        return RequestForm.NAME;
    }

    @Override
    public Receipt receive(FormSubmission form) {
        try {
            return form.caseNumber().isEmpty()
                    ? submit(form)
                    : correct(form, form.caseNumber().get());
        } catch (DuplicateKeyException e) {
            // two requests for one person at the same moment: the rule sees neither, the table refuses the second
            throw new FormRejectedException(List.of(FormError.of("emailAddress", "request.rule.openRequestJustNow")));
        }
    }

    private Receipt submit(FormSubmission form) {
        Person supervisor = currentPerson.official();
        AccessRequest request =
                RequestForm.newRequest(form, numbers.next(CaseKind.ACCESS_REQUEST), supervisor, clock.instant());
        requests.insert(request);
        timeline.note(request.number(), RequestEventType.SUBMITTED);
        audit.record(AuditAction.REQUEST_SUBMITTED, request.number());
        return new Receipt(
                request.number(),
                Map.of(
                        "requestNumber",
                        request.number(),
                        "requestType",
                        request.requestType().name(),
                        "agreementOnFile",
                        reactivations.needNoSignature(request),
                        SignatureMatch.COUNTS,
                        false,
                        "userAddress",
                        request.emailAddress(),
                        "supervisorAddress",
                        request.supervisorAddress()));
    }

    private Receipt correct(FormSubmission form, String number) {
        AccessRequest old = requests.get(number);
        if (!currentPerson.official().hasAddress(old.supervisorAddress())) {
            throw new FormRejectedException(List.of(FormError.of("supervisorName", "request.rule.notYourRequest")));
        }
        AccessRequest corrected = RequestForm.corrected(form, old);
        requests.update(corrected);
        corrections.add(old, corrected, clock.instant());
        boolean signed = users.holdsAgreement(number);
        boolean isVoid = signed
                && SignatureMatch.isVoid(
                        old,
                        corrected,
                        employers.same(
                                old.employer(), old.locationName(), corrected.employer(), corrected.locationName()));
        if (old.status() == RequestStatus.RETURNED || !corrected.equals(old)) {
            timeline.note(number, RequestEventType.CORRECTED);
            audit.record(
                    AuditAction.REQUEST_CORRECTED,
                    number,
                    AuditResult.DONE,
                    isVoid ? "the signed agreement is void" : null);
            userMails.postInstead("request-changed-user", number); // a new invitation, which says it too, takes it back
        }
        if (isVoid) {
            agreements.becomeVoid(number);
            timeline.note(number, RequestEventType.AGREEMENT_VOID);
        }
        return new Receipt(
                number,
                Map.of(
                        "requestType",
                        corrected.requestType().name(),
                        "agreementOnFile",
                        (!signed || isVoid) && reactivations.needNoSignature(corrected),
                        SignatureMatch.COUNTS,
                        signed && !isVoid,
                        "userAddress",
                        corrected.emailAddress()));
    }
}

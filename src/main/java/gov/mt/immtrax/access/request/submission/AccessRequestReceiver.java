package gov.mt.immtrax.access.request.submission;

import static gov.mt.immtrax.access.number.CaseKind.ACCESS_REQUEST;

import gov.mt.immtrax.access.audit.AuditAction;
import gov.mt.immtrax.access.audit.AuditResult;
import gov.mt.immtrax.access.audit.AuditTrail;
import gov.mt.immtrax.access.form.FormError;
import gov.mt.immtrax.access.form.FormReceiver;
import gov.mt.immtrax.access.form.FormRejectedException;
import gov.mt.immtrax.access.form.FormSubmission;
import gov.mt.immtrax.access.form.Receipt;
import gov.mt.immtrax.access.identity.CurrentPerson;
import gov.mt.immtrax.access.identity.Person;
import gov.mt.immtrax.access.mail.Audience;
import gov.mt.immtrax.access.mail.Mails;
import gov.mt.immtrax.access.number.CaseKind;
import gov.mt.immtrax.access.number.CaseNumberGenerator;
import gov.mt.immtrax.access.request.AccessRequest;
import gov.mt.immtrax.access.request.AccessRequestRepository;
import gov.mt.immtrax.access.request.AgreementsOnFile;
import gov.mt.immtrax.access.request.CorrectionRepository;
import gov.mt.immtrax.access.request.RequestEventType;
import gov.mt.immtrax.access.request.RequestForm;
import gov.mt.immtrax.access.request.RequestStatus;
import gov.mt.immtrax.access.request.SignatureMatch;
import gov.mt.immtrax.access.request.Timeline;
import gov.mt.immtrax.access.request.process.UserAwareness;
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
    private final Mails mails;
    private final AuditTrail audit;
    private final CurrentPerson currentPerson;
    private final Clock clock;

    AccessRequestReceiver(
            AccessRequestRepository requests,
            CaseNumberGenerator numbers,
            CorrectionRepository corrections,
            Timeline timeline,
            Reactivations reactivations,
            AgreementsOnFile agreements,
            UserAwareness users,
            Mails mails,
            AuditTrail audit,
            CurrentPerson currentPerson,
            Clock clock) {
        this.requests = requests;
        this.numbers = numbers;
        this.corrections = corrections;
        this.timeline = timeline;
        this.reactivations = reactivations;
        this.agreements = agreements;
        this.users = users;
        this.mails = mails;
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
        Person supervisor = currentPerson.require();
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
                        reactivations.needNoSignature(request, supervisor),
                        SignatureMatch.COUNTS,
                        false,
                        "userAddress",
                        request.emailAddress(),
                        "supervisorAddress",
                        request.supervisorAddress()));
    }

    private Receipt correct(FormSubmission form, String number) {
        AccessRequest old = requests.get(number);
        if (!currentPerson.require().hasAddress(old.supervisorAddress())) {
            throw new FormRejectedException(List.of(FormError.of("supervisorName", "request.rule.notYourRequest")));
        }
        AccessRequest corrected = RequestForm.corrected(form, old);
        requests.update(corrected);
        corrections.add(old, corrected, clock.instant());
        if (old.status() == RequestStatus.RETURNED || !corrected.equals(old)) {
            timeline.note(number, RequestEventType.CORRECTED);
        }
        boolean signed = users.holdsAgreement(number);
        boolean isVoid = signed && SignatureMatch.isVoid(old, corrected);
        if (isVoid) {
            agreements.becomeVoid(number);
            timeline.note(number, RequestEventType.AGREEMENT_VOID);
        }
        audit.record(
                AuditAction.REQUEST_CORRECTED,
                number,
                AuditResult.DONE,
                isVoid ? "the signed agreement is void" : null);
        tellUser(number);
        return new Receipt(
                number,
                Map.of(
                        "requestType",
                        corrected.requestType().name(),
                        "agreementOnFile",
                        (!signed || isVoid) && reactivations.needNoSignature(corrected, currentPerson.require()),
                        SignatureMatch.COUNTS,
                        signed && !isVoid,
                        "userAddress",
                        corrected.emailAddress()));
    }

    /** Posts what changed to a user who knows of the request. A new invitation, which says it too, takes it back. */
    private void tellUser(String number) {
        if (users.hasSigned(number)) {
            mails.postInstead("request-changed-user", Audience.USER, ACCESS_REQUEST.of(number));
        } else if (users.isAware(number)) {
            mails.withdrawSuperseded(ACCESS_REQUEST.of(number), "request-changed-user");
            mails.postBounded("request-changed-user", Audience.USER, ACCESS_REQUEST.of(number));
        }
    }
}

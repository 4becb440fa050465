package gov.mt.immtrax.access.agreement;

import gov.mt.immtrax.access.audit.AuditAction;
import gov.mt.immtrax.access.audit.AuditTrail;
import gov.mt.immtrax.access.form.FormError;
import gov.mt.immtrax.access.form.FormFile;
import gov.mt.immtrax.access.form.FormReceiver;
import gov.mt.immtrax.access.form.FormRejectedException;
import gov.mt.immtrax.access.form.FormSubmission;
import gov.mt.immtrax.access.form.Receipt;
import gov.mt.immtrax.access.identity.CurrentPerson;
import gov.mt.immtrax.access.identity.Person;
import gov.mt.immtrax.access.request.AccessRequest;
import gov.mt.immtrax.access.request.AccessRequestRepository;
import gov.mt.immtrax.access.request.RequestEventType;
import gov.mt.immtrax.access.request.SignatureMatch;
import gov.mt.immtrax.access.request.Timeline;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Stores a signature as evidence. However it was submitted, only the user of the request can sign. */
@Component
class UserAgreementReceiver implements FormReceiver {

    private final AccessRequestRepository requests;
    private final CurrentPerson currentPerson;
    private final SignatureService service;
    private final SignedAgreementRepository agreements;
    private final DraftRepository drafts;
    private final Clock clock;
    private final Timeline timeline;
    private final AuditTrail audit;

    UserAgreementReceiver(
            AccessRequestRepository requests,
            CurrentPerson currentPerson,
            SignatureService service,
            SignedAgreementRepository agreements,
            DraftRepository drafts,
            Clock clock,
            Timeline timeline,
            AuditTrail audit) {
        this.requests = requests;
        this.currentPerson = currentPerson;
        this.service = service;
        this.agreements = agreements;
        this.drafts = drafts;
        this.clock = clock;
        this.timeline = timeline;
        this.audit = audit;
    }

    @Override
    public String form() {
        return UserAgreement.FORM;
    }

    @Override
    public Receipt receive(FormSubmission submission) {
        AccessRequest request = requests.get(submission.caseNumber().orElseThrow());
        Person signer = currentPerson
                .find()
                .filter(person -> person.hasAddress(request.emailAddress()))
                .orElseThrow(() -> new FormRejectedException(
                        List.of(FormError.of("requestNumber", "agreement.error.other-person"))));
        Instant now = clock.instant();
        agreements.add(evidence(submission, request.number(), signer, now));
        drafts.delete(form(), request.number());
        timeline.note(request.number(), RequestEventType.AGREEMENT_SIGNED);
        audit.record(AuditAction.AGREEMENT_SIGNED, request.number());
        boolean isAsked =
                submission.routing().containsKey(SignatureMatch.COUNTS); // not by an earlier version of the model
        return new Receipt(request.number(), isAsked ? Map.of(SignatureMatch.COUNTS, true) : Map.of());
    }

    private SignedAgreement evidence(FormSubmission submission, String number, Person signer, Instant now) {
        FormFile wording = service.wording(number).orElseThrow();
        return new SignedAgreement(
                number,
                wording.textVersion(),
                wording.sha256(),
                inFormOrder(wording, submission.values()),
                submission.requiredText("facilityName"),
                submission.requiredText("jobTitle"),
                submission.requiredText("fullLegalName"),
                LocalDate.parse(submission.requiredText("signatureDate")),
                now,
                signer.issuer(),
                signer.subject(),
                signer.address(),
                currentPerson.networkAddress().orElse(null));
    }

    private static Map<String, Object> inFormOrder(FormFile wording, Map<String, Object> values) {
        Map<String, Object> ordered = new LinkedHashMap<>();
        wording.fields().forEach(field -> ordered.computeIfAbsent(field.name(), values::get));
        return ordered;
    }
}

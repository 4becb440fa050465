package gov.mt.immtrax.access.request.decision;

import static gov.mt.immtrax.access.number.CaseKind.ACCESS_REQUEST;

import gov.mt.immtrax.access.audit.AuditAction;
import gov.mt.immtrax.access.audit.AuditTrail;
import gov.mt.immtrax.access.form.FormReceiver;
import gov.mt.immtrax.access.form.FormSubmission;
import gov.mt.immtrax.access.form.Receipt;
import gov.mt.immtrax.access.mail.Audience;
import gov.mt.immtrax.access.mail.Mails;
import gov.mt.immtrax.access.request.RequestEventType;
import gov.mt.immtrax.access.request.Timeline;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Records the decision of registry staff on a request, and tells the supervisor that it was approved. */
@Component
class DecideAccessRequestReceiver implements FormReceiver {

    private final Timeline timeline;
    private final Mails mails;
    private final AuditTrail audit;

    DecideAccessRequestReceiver(Timeline timeline, Mails mails, AuditTrail audit) {
        this.timeline = timeline;
        this.mails = mails;
        this.audit = audit;
    }

    @Override
    public String form() {
        return DecideAccessRequestRules.FORM;
    }

    @Override
    public Receipt receive(FormSubmission form) {
        String number = form.caseNumber().orElseThrow();
        RequestDecision decision = DecideAccessRequestRules.outcome(form);
        switch (decision) {
            case APPROVED -> {
                timeline.note(number, RequestEventType.APPROVED, form.text("note"));
                audit.record(AuditAction.REQUEST_APPROVED, number);
                mails.post("request-approved-supervisor", Audience.SUPERVISOR, ACCESS_REQUEST.of(number));
            }
            case REJECTED -> {
                timeline.note(number, RequestEventType.REJECTED, form.text("note"));
                audit.record(AuditAction.REQUEST_REJECTED, number);
            }
        }
        return new Receipt(number, Map.of("requestDecision", decision.name()));
    }
}

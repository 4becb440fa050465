package gov.mt.immtrax.access.credential.renewal;

import static gov.mt.immtrax.access.number.CaseKind.ACCESS_REQUEST;

import gov.mt.immtrax.access.audit.AuditAction;
import gov.mt.immtrax.access.audit.AuditTrail;
import gov.mt.immtrax.access.credential.PasswordLinkService;
import gov.mt.immtrax.access.credential.process.CredentialHandover;
import gov.mt.immtrax.access.form.FormReceiver;
import gov.mt.immtrax.access.form.FormSubmission;
import gov.mt.immtrax.access.form.Receipt;
import gov.mt.immtrax.access.mail.Mails;
import gov.mt.immtrax.access.request.RequestEventType;
import gov.mt.immtrax.access.request.Timeline;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Stores the help desk's decision about a renewal, and seals the new temporary password. */
@Component
class RenewTemporaryPasswordReceiver implements FormReceiver {

    private final PasswordLinkService links;
    private final Timeline timeline;
    private final Mails mails;
    private final AuditTrail audit;

    RenewTemporaryPasswordReceiver(PasswordLinkService links, Timeline timeline, Mails mails, AuditTrail audit) {
        this.links = links;
        this.timeline = timeline;
        this.mails = mails;
        this.audit = audit;
    }

    @Override
    public String form() {
        return RenewTemporaryPasswordRules.FORM;
    }

    @Override
    public Receipt receive(FormSubmission form) {
        String number = form.caseNumber().orElseThrow();
        RenewalOutcome outcome = RenewTemporaryPasswordRules.outcome(form);
        mails.withdrawSuperseded(ACCESS_REQUEST.of(number), CredentialHandover.RENEWAL_OVERDUE);
        switch (outcome) {
            case RENEWED -> {
                links.renew(number, form.requiredText("temporaryPassword"));
                timeline.note(number, RequestEventType.NEW_PASSWORD_SET);
                audit.record(AuditAction.CREDENTIAL_RENEWED, number);
            }
            case DECLINED -> {
                links.declineRenewal(number);
                timeline.note(number, RequestEventType.NEW_PASSWORD_DECLINED, form.text("note"));
                audit.record(AuditAction.CREDENTIAL_RENEWAL_DECLINED, number);
            }
        }
        return new Receipt(number, Map.of("renewalOutcome", outcome.name()));
    }
}

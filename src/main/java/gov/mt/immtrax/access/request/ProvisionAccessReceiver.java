package gov.mt.immtrax.access.request;

import gov.mt.immtrax.access.account.CredentialVault;
import gov.mt.immtrax.access.audit.AuditAction;
import gov.mt.immtrax.access.audit.AuditTrail;
import gov.mt.immtrax.access.form.FormReceiver;
import gov.mt.immtrax.access.form.FormSubmission;
import gov.mt.immtrax.access.form.Receipt;
import gov.mt.immtrax.access.mail.Mails;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Takes the help desk's decision: notes it, and seals the credentials of a new account. */
@Component
class ProvisionAccessReceiver implements FormReceiver {

    private final AccessRequests requests;
    private final Timeline timeline;
    private final CredentialVault vault;
    private final Mails mails;
    private final AuditTrail audit;

    ProvisionAccessReceiver(AccessRequests requests, Timeline timeline, CredentialVault vault, Mails mails, AuditTrail audit) {
        this.requests = requests;
        this.timeline = timeline;
        this.vault = vault;
        this.mails = mails;
        this.audit = audit;
    }

    @Override
    public String form() {
        return ProvisionAccessRules.FORM;
    }

    @Override
    public Receipt receive(FormSubmission form) {
        String number = form.requestNumber().orElseThrow();
        ProvisioningOutcome outcome = ProvisionAccessRules.outcome(form);
        if (ProvisionAccessRules.isNewAccount(form)) {
            vault.store(number, form.text("username"), form.text("temporaryPassword"));
        }
        mails.withdrawOvertaken(number, "provisioning-overdue-lead", "provisioning-overdue-supervisor");
        switch (outcome) {
            case PROVISIONED -> {
                timeline.note(number, RequestEventType.PROVISIONED);
                audit.recordAccount(AuditAction.ACCESS_PROVISIONED, number, form.text("username"));
                requests.move(number, RequestStatus.AWAITING_START, null);
            }
            case RETURNED -> {
                timeline.note(number, RequestEventType.RETURNED, form.text("note"));
                audit.record(AuditAction.REQUEST_RETURNED, number);
            }
            case DECLINED -> {
                timeline.note(number, RequestEventType.DECLINED, form.text("note"));
                audit.record(AuditAction.REQUEST_DECLINED, number);
            }
        }
        return new Receipt(number, Map.of("provisioningOutcome", outcome.name()));
    }
}

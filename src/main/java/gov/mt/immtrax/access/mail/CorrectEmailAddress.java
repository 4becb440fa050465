package gov.mt.immtrax.access.mail;

import gov.mt.immtrax.access.audit.AuditAction;
import gov.mt.immtrax.access.audit.AuditResult;
import gov.mt.immtrax.access.audit.AuditTrail;
import gov.mt.immtrax.access.form.FormError;
import gov.mt.immtrax.access.form.FormReceiver;
import gov.mt.immtrax.access.form.FormRejectedException;
import gov.mt.immtrax.access.form.FormSubmission;
import gov.mt.immtrax.access.form.Receipt;
import gov.mt.immtrax.access.identity.EmailAddresses;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Receives the corrected address of the person to whom a refused email is addressed. */
@Component
class CorrectEmailAddress implements FormReceiver {

    private final MailLedger ledger;
    private final CorrectionService corrections;
    private final ApplicationEventPublisher events;
    private final AuditTrail audit;

    CorrectEmailAddress(
            MailLedger ledger, CorrectionService corrections, ApplicationEventPublisher events, AuditTrail audit) {
        this.ledger = ledger;
        this.corrections = corrections;
        this.events = events;
        this.audit = audit;
    }

    @Override
    public String form() {
        return MailAddressCorrected.FORM;
    }

    @Override
    public Receipt receive(FormSubmission submission) {
        LedgerEntry mail = ledger.find(
                        UUID.fromString((String) submission.routing().get("mailId")))
                .filter(entry -> entry.state() == MailState.REFUSED)
                .orElseThrow(() -> new FormRejectedException(
                        List.of(FormError.of("emailAddress", "mail.correction.nothing-refused"))));
        String address = EmailAddresses.normalize(submission.requiredText("emailAddress"));
        String refused = EmailAddresses.normalize(Objects.requireNonNull(mail.recipient()));
        corrections.corrected(mail.id(), mail.caseNumber(), refused, address);
        events.publishEvent(new MailAddressCorrected(mail.caseNumber(), mail.audience(), refused, address));
        String number = mail.caseNumber().text();
        audit.record(AuditAction.MAIL_ADDRESS_CORRECTED, number, AuditResult.DONE, "of the " + mail.audience());
        return new Receipt(number, Map.of());
    }
}

package gov.mt.immtrax.access.deletion.submission;

import static gov.mt.immtrax.access.number.CaseKind.ACCESS_DELETION;

import gov.mt.immtrax.access.account.Account;
import gov.mt.immtrax.access.audit.AuditAction;
import gov.mt.immtrax.access.audit.AuditTrail;
import gov.mt.immtrax.access.deletion.AccessDeletionRepository;
import gov.mt.immtrax.access.deletion.DeletionEventType;
import gov.mt.immtrax.access.deletion.DeletionTimeline;
import gov.mt.immtrax.access.deletion.process.DeletionLifecycle;
import gov.mt.immtrax.access.form.FormReceiver;
import gov.mt.immtrax.access.form.FormSubmission;
import gov.mt.immtrax.access.form.Receipt;
import gov.mt.immtrax.access.mail.Mails;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Stores the decision of registry staff, and the account if they name one. */
@Component
class DecideAccessDeletionReceiver implements FormReceiver {

    private final AccessDeletionRepository deletions;
    private final DeletionTimeline events;
    private final AccountMatching accounts;
    private final Mails mails;
    private final AuditTrail audit;

    DecideAccessDeletionReceiver(
            AccessDeletionRepository deletions,
            DeletionTimeline events,
            AccountMatching accounts,
            Mails mails,
            AuditTrail audit) {
        this.deletions = deletions;
        this.events = events;
        this.accounts = accounts;
        this.mails = mails;
        this.audit = audit;
    }

    @Override
    public String form() {
        return DecideAccessDeletionRules.FORM;
    }

    @Override
    public Receipt receive(FormSubmission form) {
        String number = form.caseNumber().orElseThrow();
        DeletionDecision decision = DecideAccessDeletionRules.outcome(form);
        mails.withdrawSuperseded(ACCESS_DELETION.of(number), DeletionLifecycle.OVERDUE_MAIL);
        switch (decision) {
            case APPROVED -> {
                Optional.ofNullable(form.text("username"))
                        .flatMap(name -> accounts.named(name, deletions.get(number)))
                        .map(Account::number)
                        .ifPresent(account -> deletions.settleAccount(number, account));
                events.note(number, DeletionEventType.APPROVED, form.text("note"));
                audit.record(AuditAction.DELETION_APPROVED, number);
            }
            case REJECTED -> {
                events.note(number, DeletionEventType.REJECTED, form.text("note"));
                audit.record(AuditAction.DELETION_REJECTED, number);
            }
        }
        return new Receipt(number, Map.of("deletionDecision", decision.name()));
    }
}

package gov.mt.immtrax.access.people.dispute;

import static gov.mt.immtrax.access.number.CaseKind.ACCOUNT;

import gov.mt.immtrax.access.account.AccountChangeType;
import gov.mt.immtrax.access.account.AccountHistory;
import gov.mt.immtrax.access.account.AccountRegister;
import gov.mt.immtrax.access.account.Cause;
import gov.mt.immtrax.access.account.InactivationReason;
import gov.mt.immtrax.access.audit.AuditAction;
import gov.mt.immtrax.access.audit.AuditTrail;
import gov.mt.immtrax.access.form.FormReceiver;
import gov.mt.immtrax.access.form.FormSubmission;
import gov.mt.immtrax.access.form.Receipt;
import gov.mt.immtrax.access.mail.Mails;
import gov.mt.immtrax.access.people.replacement.NewSupervisor;
import gov.mt.immtrax.access.people.replacement.SupervisorReplacements;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Receives the decision on who is responsible for an account, and changes the register accordingly. */
@Component
class DecideDisputeReceiver implements FormReceiver {

    private final DisputeRepository disputes;
    private final SupervisorReplacements replacements;
    private final AccountRegister register;
    private final AccountHistory history;
    private final Mails mails;
    private final AuditTrail audit;

    DecideDisputeReceiver(
            DisputeRepository disputes,
            SupervisorReplacements replacements,
            AccountRegister register,
            AccountHistory history,
            Mails mails,
            AuditTrail audit) {
        this.disputes = disputes;
        this.replacements = replacements;
        this.register = register;
        this.history = history;
        this.mails = mails;
        this.audit = audit;
    }

    @Override
    public String form() {
        return DecideDisputeRules.FORM;
    }

    @Override
    public boolean holdsItself() {
        return true;
    }

    @Override
    public Receipt receive(FormSubmission form) {
        String number = form.caseNumber().orElseThrow();
        replacements.lock(number);
        DisputeOutcome outcome = DecideDisputeRules.outcome(form);
        String note = form.requiredText("note");
        String username = register.get(number).facts().username();
        audit.recordAccount(AuditAction.DISPUTE_DECIDED, number, username);
        if (outcome == DisputeOutcome.INACTIVATED) {
            audit.recordAccount(AuditAction.ACCOUNT_INACTIVATED, number, username);
        }
        // before the register publishes the change, so that no open dispute is left to settle
        disputes.close(number, outcome, note);
        mails.withdrawSuperseded(ACCOUNT.of(number), DisputeService.OVERDUE_MAIL);
        switch (outcome) {
            case REASSIGNED ->
                replacements.replaceFor(
                        number,
                        new NewSupervisor(form.requiredText("supervisorName"), form.requiredText("supervisorAddress")),
                        note);
            case INACTIVATED -> register.inactivate(number, InactivationReason.ACCESS_DELETION, Cause.note(note));
            case KEPT -> history.note(number, AccountChangeType.SUPERVISOR_KEPT, Cause.note(note));
        }
        return new Receipt(number, Map.of("disputeOutcome", outcome.name()));
    }
}

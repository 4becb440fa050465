package gov.mt.immtrax.access.people.dispute;

import static gov.mt.immtrax.access.number.CaseKind.ACCOUNT;

import gov.mt.immtrax.access.account.Account;
import gov.mt.immtrax.access.account.AccountChange;
import gov.mt.immtrax.access.account.AccountChangeType;
import gov.mt.immtrax.access.account.AccountEvent;
import gov.mt.immtrax.access.account.AccountHistory;
import gov.mt.immtrax.access.account.AccountRegister;
import gov.mt.immtrax.access.account.Cause;
import gov.mt.immtrax.access.audit.AuditAction;
import gov.mt.immtrax.access.audit.AuditTrail;
import gov.mt.immtrax.access.engine.FormSubmissionService;
import gov.mt.immtrax.access.form.FormFile;
import gov.mt.immtrax.access.identity.Person;
import gov.mt.immtrax.access.mail.Audience;
import gov.mt.immtrax.access.mail.Mails;
import gov.mt.immtrax.access.people.process.AccountDisputeProcess;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.camunda.bpm.engine.RuntimeService;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What a supervisor and registry staff do when somebody is not the supervisor's employee. */
@Service
public class DisputeService {

    static final String OVERDUE_MAIL = "report-overdue-lead";

    private final DisputeRepository disputes;
    private final AccountRegister register;
    private final AccountHistory history;
    private final Mails mails;
    private final RuntimeService engine;
    private final FormSubmissionService service;
    private final AuditTrail audit;

    DisputeService(
            DisputeRepository disputes,
            AccountRegister register,
            AccountHistory history,
            Mails mails,
            RuntimeService engine,
            FormSubmissionService service,
            AuditTrail audit) {
        this.disputes = disputes;
        this.register = register;
        this.history = history;
        this.mails = mails;
        this.engine = engine;
        this.service = service;
        this.audit = audit;
    }

    /** Reports an account once, however often it is said. */
    @Transactional
    public void report(Account account, Person supervisor, String note) {
        String number = account.number();
        register.lock(number);
        if (disputes.open(number).isEmpty()) {
            disputes.add(number, supervisor, note);
            history.note(number, AccountChangeType.REPORTED, Cause.note(note));
            audit.recordAccount(
                    AuditAction.EMPLOYEE_DISPUTED, number, account.facts().username());
            engine.startProcessInstanceByKey(AccountDisputeProcess.KEY, number, Map.of("accountNumber", number));
        }
    }

    /** The form of the decision; empty if none waits. */
    public Optional<FormFile> form(String account) {
        return service.taskForm(AccountDisputeProcess.KEY, account, DecideResponsibilityRules.FORM);
    }

    /** @return false if somebody else has decided meanwhile */
    public boolean decide(String account, Map<String, Object> values) {
        return service.complete(
                AccountDisputeProcess.KEY, account, AccountDisputeProcess.DECIDE_RESPONSIBILITY, values);
    }

    /** Step "Escalate report": the lead learns that nobody has decided. */
    public void escalate(String account) {
        history.note(account, AccountChangeType.REPORT_ESCALATED, Cause.note(null));
        mails.postInstead(OVERDUE_MAIL, Audience.HELP_DESK_LEAD, ACCOUNT.of(account));
    }

    /** When a report was escalated last; UTC. */
    public Instant escalatedAt(String account) {
        return history.of(account).stream()
                .filter(change -> change.type() == AccountChangeType.REPORT_ESCALATED)
                .map(AccountChange::at)
                .findFirst()
                .orElseThrow();
    }

    /** Step "Confirm reassignment": whoever reported the person learns that another supervisor answers for them now. */
    public void confirmReassignment(String account) {
        mails.post("report-reassigned", Audience.FORMER_SUPERVISOR, ACCOUNT.of(account));
    }

    /** Step "Explain responsibility": the supervisor learns that the person stays on their list. */
    public void explainResponsibility(String account) {
        mails.post("responsibility-kept", Audience.SUPERVISOR, ACCOUNT.of(account));
    }

    /** Step "Confirm report": the account is inactivated; its user learns that the access has ended. */
    public void confirmReport(String account) {
        mails.post("report-confirmed", Audience.SUPERVISOR, ACCOUNT.of(account));
        if (register.get(account).facts().emailAddress() != null) {
            mails.post("report-confirmed-user", Audience.USER, ACCOUNT.of(account));
        }
    }

    /** Ends a report whose account has got another supervisor, or was inactivated, without a decision about it. */
    @EventListener
    void on(AccountEvent event) {
        disputes.open(event.number()).ifPresent(dispute -> {
            Account account = register.get(event.number());
            boolean reassigned = !dispute.reportedBy().equals(account.facts().supervisorAddress());
            if (reassigned || !account.isActive()) {
                DisputeOutcome outcome = reassigned ? DisputeOutcome.REASSIGNED : DisputeOutcome.INACTIVATED;
                disputes.close(event.number(), outcome, null);
                mails.withdrawOvertaken(ACCOUNT.of(event.number()), OVERDUE_MAIL);
                service.send(AccountDisputeProcess.RESPONSIBILITY_SETTLED, AccountDisputeProcess.KEY, event.number());
            }
        });
    }
}

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
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Opens, decides and escalates disputes, and sends the emails about them. */
@Service
public class DisputeService {

    static final String OVERDUE_MAIL = "dispute-overdue-lead";

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

    /** Opens a dispute, unless there is already an open one about the account. */
    @Transactional
    public void dispute(Account account, Person supervisor, @Nullable String note) {
        String number = account.number();
        register.lock(number);
        if (disputes.open(number).isEmpty()) {
            disputes.add(number, supervisor, note);
            history.note(number, AccountChangeType.DISPUTED, Cause.note(note));
            audit.recordAccount(
                    AuditAction.ACCOUNT_DISPUTED, number, account.facts().username());
            engine.startProcessInstanceByKey(AccountDisputeProcess.KEY, number, Map.of("accountNumber", number));
        }
    }

    /** The form for the decision; empty if there is no open dispute. */
    public Optional<FormFile> form(String account) {
        return service.taskForm(AccountDisputeProcess.KEY, account, DecideDisputeRules.FORM);
    }

    /** @return false if the dispute was already decided */
    public boolean decide(String account, Map<String, Object> values) {
        return service.complete(AccountDisputeProcess.KEY, account, AccountDisputeProcess.DECIDE_DISPUTE, values);
    }

    /** Step "Escalate dispute": notifies the help desk lead that the decision is overdue. */
    public void escalate(String account) {
        history.note(account, AccountChangeType.DISPUTE_ESCALATED, Cause.note(null));
        mails.postInstead(OVERDUE_MAIL, Audience.HELP_DESK_LEAD, ACCOUNT.of(account));
    }

    /** When a dispute was last escalated; UTC. */
    public Instant escalatedAt(String account) {
        return history.of(account).stream()
                .filter(change -> change.type() == AccountChangeType.DISPUTE_ESCALATED)
                .map(AccountChange::at)
                .findFirst()
                .orElseThrow();
    }

    /** Step "Confirm reassignment": notifies the former supervisor that another supervisor is now responsible. */
    public void confirmReassignment(String account) {
        mails.post("dispute-reassigned", Audience.FORMER_SUPERVISOR, ACCOUNT.of(account));
    }

    /** Step "Confirm responsibility": notifies the supervisor that the person stays on their list. */
    public void confirmResponsibility(String account) {
        mails.post("dispute-kept", Audience.SUPERVISOR, ACCOUNT.of(account));
    }

    /** Step "Confirm inactivation": notifies the supervisor and the user that the account is inactivated. */
    public void confirmInactivation(String account) {
        mails.post("dispute-inactivated", Audience.SUPERVISOR, ACCOUNT.of(account));
        if (register.get(account).facts().emailAddress() != null) {
            mails.post("dispute-inactivated-user", Audience.USER, ACCOUNT.of(account));
        }
    }

    /** Closes a dispute without a decision if its account was inactivated or got another supervisor in another way. */
    @EventListener
    void on(AccountEvent event) {
        disputes.open(event.number()).ifPresent(dispute -> {
            Account account = register.get(event.number());
            boolean reassigned = !dispute.disputedBy().equals(account.facts().supervisorAddress());
            if (reassigned || !account.isActive()) {
                DisputeOutcome outcome = reassigned ? DisputeOutcome.REASSIGNED : DisputeOutcome.INACTIVATED;
                disputes.close(event.number(), outcome, null);
                mails.withdrawSuperseded(ACCOUNT.of(event.number()), OVERDUE_MAIL);
                service.send(AccountDisputeProcess.DISPUTE_SETTLED, AccountDisputeProcess.KEY, event.number());
            }
        });
    }
}

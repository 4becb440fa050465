package gov.mt.immtrax.access.people;

import gov.mt.immtrax.access.account.Account;
import gov.mt.immtrax.access.account.AccountEvent;
import gov.mt.immtrax.access.account.AccountRegister;
import gov.mt.immtrax.access.audit.AuditAction;
import gov.mt.immtrax.access.audit.AuditTrail;
import gov.mt.immtrax.access.engine.FormDesk;
import gov.mt.immtrax.access.form.FormFile;
import gov.mt.immtrax.access.identity.Person;
import java.util.Map;
import java.util.Optional;
import org.camunda.bpm.engine.RuntimeService;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What a supervisor and registry staff do when somebody is not the supervisor's employee. */
@Service
public class DisputeDesk {

    /** Key of the model, {@code processes/account-dispute.bpmn}. */
    public static final String PROCESS = "account-dispute";

    /** The task of registry staff. */
    public static final String DECIDE = "UserTask_DecideResponsibility";

    private static final String SETTLED = "ResponsibilitySettled";

    private final Disputes disputes;
    private final AccountRegister register;
    private final RuntimeService engine;
    private final FormDesk desk;
    private final AuditTrail audit;

    DisputeDesk(Disputes disputes, AccountRegister register, RuntimeService engine, FormDesk desk, AuditTrail audit) {
        this.disputes = disputes;
        this.register = register;
        this.engine = engine;
        this.desk = desk;
        this.audit = audit;
    }

    /** Reports an account once, however often it is said. */
    @Transactional
    public void report(Account account, Person supervisor, String note) {
        String number = account.number();
        if (disputes.open(number).isEmpty()) {
            disputes.add(number, supervisor, note);
            audit.recordAccount(AuditAction.EMPLOYEE_DISPUTED, null, account.facts().username());
            engine.startProcessInstanceByKey(PROCESS, number, Map.of("accountNumber", number));
        }
    }

    /** The form of the decision; empty if none waits. */
    public Optional<FormFile> form(String account) {
        return desk.taskForm(PROCESS, account, DecideResponsibilityRules.FORM);
    }

    /** @return false if somebody else has decided meanwhile */
    public boolean decide(String account, Map<String, Object> values) {
        return desk.complete(PROCESS, account, DECIDE, values);
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
                desk.send(SETTLED, PROCESS, event.number());
            }
        });
    }
}

package gov.mt.immtrax.access.inactivation.process;

import gov.mt.immtrax.access.account.InactivationReason;
import gov.mt.immtrax.access.calendar.BusinessCalendar;
import gov.mt.immtrax.access.engine.Escalation;
import gov.mt.immtrax.access.engine.ProcessDeclaration;
import gov.mt.immtrax.access.engine.ProcessDeclaration.Filter;
import gov.mt.immtrax.access.engine.ProcessDeclaration.Task;
import gov.mt.immtrax.access.identity.Role;
import gov.mt.immtrax.access.inactivation.ConfirmationMode;
import gov.mt.immtrax.access.inactivation.InactivationOutcome;
import gov.mt.immtrax.access.inactivation.InactivationService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The elements of {@code account-inactivation.bpmn} that Java uses, and the beans of its automatic steps. */
@Configuration(proxyBeanMethods = false)
public class AccountInactivationProcess {

    /** Id of the model, {@code processes/account-inactivation.bpmn}. */
    public static final String KEY = "account-inactivation";

    /** The task to inactivate the account in imMTrax. */
    public static final String INACTIVATE_ACCOUNT = "UserTask_InactivateAccount";

    private static final Task INACTIVATE = Task.of(INACTIVATE_ACCOUNT, Role.HELP_DESK, Role.REGISTRY_STAFF)
            .orLeadWhenOverdue()
            .in(Filter.of("to-inactivate", 6, "To inactivate", "#6a3d8a", Role.DESK)
                    .onlyAskedOf(Role.HELP_DESK));

    @Bean(KEY)
    ProcessDeclaration declaration() {
        return ProcessDeclaration.of(KEY)
                .shows(1, "caseNumber", "Number")
                .shows(2, "accountNumber", "Account")
                .remembers("inactivationReason", "inactivator", "inactivationDays")
                .remembers("confirmationMode", "inactivationOutcome", "accountMissing")
                .asks(INACTIVATE)
                .build();
    }

    @Bean
    JavaDelegate requestInactivation(InactivationService steps) {
        return execution -> {
            boolean asked = steps.ask(
                    execution.getProcessBusinessKey(),
                    account(execution),
                    caseNumber(execution),
                    reason(execution),
                    ((Number) execution.getVariable("inactivationDays")).intValue());
            execution.setVariable("accountMissing", false);
            if (!asked) { // already inactivated, so no one needs to confirm it
                execution.setVariable("confirmationMode", ConfirmationMode.AUTOMATIC.name());
            }
        };
    }

    @Bean
    Escalation escalateInactivation(InactivationService steps, BusinessCalendar calendar) {
        return new Escalation(
                INACTIVATE,
                calendar,
                execution -> steps.escalate(execution.getProcessBusinessKey()),
                execution -> steps.escalatedAt(execution.getProcessBusinessKey()));
    }

    @Bean
    JavaDelegate recordMissingAccount(InactivationService steps) {
        return execution -> steps.recordMissing(caseNumber(execution));
    }

    @Bean
    JavaDelegate recordInactivation(InactivationService steps) {
        return execution -> {
            steps.recordInactivation(
                    execution.getProcessBusinessKey(), account(execution), caseNumber(execution), reason(execution));
            execution.setVariable("inactivationOutcome", InactivationOutcome.INACTIVATED.name());
        };
    }

    @Bean
    JavaDelegate recordKeptAccount(InactivationService steps) {
        return execution ->
                steps.recordKept(execution.getProcessBusinessKey(), account(execution), caseNumber(execution));
    }

    private static String account(DelegateExecution execution) {
        return (String) execution.getVariable("accountNumber");
    }

    private static String caseNumber(DelegateExecution execution) {
        return (String) execution.getVariable("caseNumber");
    }

    private static InactivationReason reason(DelegateExecution execution) {
        return InactivationReason.valueOf((String) execution.getVariable("inactivationReason"));
    }
}

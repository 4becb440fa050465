package gov.mt.immtrax.access.deletion.process;

import gov.mt.immtrax.access.account.InactivationReason;
import gov.mt.immtrax.access.calendar.BusinessCalendar;
import gov.mt.immtrax.access.deletion.AccessDeletion;
import gov.mt.immtrax.access.engine.Escalation;
import gov.mt.immtrax.access.engine.ProcessDeclaration;
import gov.mt.immtrax.access.engine.ProcessDeclaration.Task;
import gov.mt.immtrax.access.identity.Role;
import gov.mt.immtrax.access.inactivation.ConfirmationMode;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Declares {@code access-deletion.bpmn} to the engine, and provides a bean for each of its automatic steps. */
@Configuration(proxyBeanMethods = false)
public class AccessDeletionProcess {

    /** Id of the model, {@code processes/access-deletion.bpmn}. */
    public static final String KEY = "access-deletion";

    /** The task of registry staff, for a deletion that the account's supervisor did not request. */
    public static final String DECIDE_ACCESS_DELETION = "UserTask_DecideAccessDeletion";

    /** Message that ends a deletion before it is carried out. */
    public static final String DELETION_WITHDRAWN = "DeletionWithdrawn";

    /**
     * The help desk has one business day to inactivate, as registry staff have to decide, because the access stays open
     * until then.
     */
    private static final int INACTIVATION_BUSINESS_DAYS = 1;

    private static final Task DECIDE =
            Task.of(DECIDE_ACCESS_DELETION, Role.REGISTRY_STAFF).orLeadWhenOverdue();

    @Bean(KEY)
    ProcessDeclaration declaration() {
        return ProcessDeclaration.of(KEY)
                .startedByForm()
                .shows(1, "requestNumber", "Request")
                .remembers("requesterResponsible", "deletionDecision", "lastDayReached")
                .remembers("accountNumber", "inactivationReason", "inactivator", "inactivationDays")
                .remembers("confirmationMode", "inactivationOutcome", "accountMissing")
                .asks(DECIDE)
                .seenBy(Role.HELP_DESK)
                .build();
    }

    @Bean
    Escalation escalateDecision(DeletionLifecycle steps, BusinessCalendar calendar) {
        return new Escalation(
                DECIDE,
                calendar,
                execution -> steps.escalateDecision(execution.getProcessBusinessKey()),
                execution -> steps.escalatedAt(execution.getProcessBusinessKey()));
    }

    @Bean
    JavaDelegate rejectDeletion(DeletionLifecycle steps) {
        return execution -> steps.rejectDeletion(execution.getProcessBusinessKey());
    }

    @Bean
    JavaDelegate withdrawOpenRequests(DeletionLifecycle steps) {
        return execution -> steps.withdrawOpenRequests(execution.getProcessBusinessKey());
    }

    @Bean
    JavaDelegate acceptDeletion(DeletionLifecycle steps) {
        return execution ->
                execution.setVariable("lastDayReached", steps.acceptDeletion(execution.getProcessBusinessKey()));
    }

    @Bean
    JavaDelegate startInactivation(DeletionLifecycle steps) {
        return execution -> askHelpDesk(execution, steps.startInactivation(execution.getProcessBusinessKey()));
    }

    @Bean
    JavaDelegate reportMissingAccount(DeletionLifecycle steps) {
        return execution -> steps.reportMissingAccount(execution.getProcessBusinessKey());
    }

    @Bean
    JavaDelegate confirmDeletion(DeletionLifecycle steps) {
        return execution -> steps.confirmDeletion(execution.getProcessBusinessKey());
    }

    @Bean
    JavaDelegate reportKeptAccount(DeletionLifecycle steps) {
        return execution -> steps.reportKeptAccount(execution.getProcessBusinessKey());
    }

    @Bean
    JavaDelegate withdrawDeletion(DeletionLifecycle steps) {
        return execution -> steps.withdrawDeletion(execution.getProcessBusinessKey());
    }

    private static void askHelpDesk(DelegateExecution execution, AccessDeletion deletion) {
        execution.setVariable("accountNumber", deletion.account());
        execution.setVariable("inactivationReason", InactivationReason.ACCESS_DELETION.name());
        execution.setVariable("inactivator", Role.HELP_DESK.group().orElseThrow());
        execution.setVariable("inactivationDays", INACTIVATION_BUSINESS_DAYS);
        execution.setVariable("confirmationMode", ConfirmationMode.STAFF.name());
    }
}

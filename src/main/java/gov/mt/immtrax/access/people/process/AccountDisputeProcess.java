package gov.mt.immtrax.access.people.process;

import gov.mt.immtrax.access.calendar.BusinessCalendar;
import gov.mt.immtrax.access.engine.Escalation;
import gov.mt.immtrax.access.engine.ProcessDeclaration;
import gov.mt.immtrax.access.engine.ProcessDeclaration.Task;
import gov.mt.immtrax.access.identity.Role;
import gov.mt.immtrax.access.people.dispute.DisputeService;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The elements of {@code account-dispute.bpmn} that Java uses, and the beans of its automatic steps. */
@Configuration(proxyBeanMethods = false)
public class AccountDisputeProcess {

    /** Id of the model, {@code processes/account-dispute.bpmn}. */
    public static final String KEY = "account-dispute";

    /** The task of registry staff to decide who is responsible. */
    public static final String DECIDE_DISPUTE = "UserTask_DecideDispute";

    /** Message that the dispute was settled without a decision. */
    public static final String DISPUTE_SETTLED = "DisputeSettled";

    private static final Task DECIDE = Task.of(DECIDE_DISPUTE, Role.REGISTRY_STAFF);

    @Bean(KEY)
    ProcessDeclaration declaration() {
        return ProcessDeclaration.of(KEY)
                .shows(2, "accountNumber", "Account")
                .remembers("disputeOutcome")
                .asks(DECIDE)
                .build();
    }

    @Bean
    Escalation escalateDispute(DisputeService steps, BusinessCalendar calendar) {
        return new Escalation(
                DECIDE,
                calendar,
                execution -> steps.escalate(execution.getProcessBusinessKey()),
                execution -> steps.escalatedAt(execution.getProcessBusinessKey()));
    }

    @Bean
    JavaDelegate confirmReassignment(DisputeService steps) {
        return execution -> steps.confirmReassignment(execution.getProcessBusinessKey());
    }

    @Bean
    JavaDelegate confirmResponsibility(DisputeService steps) {
        return execution -> steps.confirmResponsibility(execution.getProcessBusinessKey());
    }

    @Bean
    JavaDelegate confirmInactivation(DisputeService steps) {
        return execution -> steps.confirmInactivation(execution.getProcessBusinessKey());
    }
}

package gov.mt.immtrax.access.inactivation.process;

import gov.mt.immtrax.access.calendar.BusinessCalendar;
import gov.mt.immtrax.access.engine.Escalation;
import gov.mt.immtrax.access.engine.ProcessDeclaration;
import gov.mt.immtrax.access.engine.ProcessDeclaration.Task;
import gov.mt.immtrax.access.identity.Role;
import gov.mt.immtrax.access.inactivation.stop.MassInactivation;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The elements of {@code mass-inactivation.bpmn} that Java uses, and the bean of its automatic step. */
@Configuration(proxyBeanMethods = false)
public class MassInactivationProcess {

    /** Id of the model, {@code processes/mass-inactivation.bpmn}; its business key is the number of the stop. */
    public static final String KEY = "mass-inactivation";

    /** The task of registry staff to decide on a stop. */
    public static final String REVIEW_MASS_INACTIVATION = "UserTask_ReviewMassInactivation";

    private static final Task REVIEW = Task.of(REVIEW_MASS_INACTIVATION, Role.REGISTRY_STAFF);

    @Bean(KEY)
    ProcessDeclaration declaration() {
        return ProcessDeclaration.of(KEY).asks(REVIEW).build();
    }

    @Bean
    Escalation escalateReview(MassInactivation steps, BusinessCalendar calendar) {
        return new Escalation(
                REVIEW,
                calendar,
                execution -> steps.escalate(execution.getProcessBusinessKey()),
                execution -> steps.escalatedAt(execution.getProcessBusinessKey()));
    }
}

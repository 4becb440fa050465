package gov.mt.immtrax.access.inactivation.process;

import gov.mt.immtrax.access.engine.OverdueTask;
import gov.mt.immtrax.access.engine.ProcessDeclaration;
import gov.mt.immtrax.access.engine.ProcessDeclaration.Task;
import gov.mt.immtrax.access.identity.Role;
import gov.mt.immtrax.access.inactivation.stop.MassInactivation;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What Java knows of {@code mass-inactivation.bpmn}, and what its automatic step does. */
@Configuration(proxyBeanMethods = false)
public class MassInactivationProcess {

    /** Id of the model, {@code processes/mass-inactivation.bpmn}; its business key is the day of the stop. */
    public static final String KEY = "mass-inactivation";

    /** The task of registry staff. */
    public static final String REVIEW_MASS_INACTIVATION = "UserTask_ReviewMassInactivation";

    @Bean(KEY)
    ProcessDeclaration declaration() {
        return ProcessDeclaration.of(KEY)
                .asks(Task.of(REVIEW_MASS_INACTIVATION, Role.REGISTRY_STAFF))
                .build();
    }

    @Bean
    JavaDelegate escalateReview(MassInactivation steps) {
        return execution -> {
            OverdueTask.raise(execution, REVIEW_MASS_INACTIVATION);
            steps.escalate(execution.getProcessBusinessKey());
        };
    }
}

package gov.mt.immtrax.access.inactivation.process;

import gov.mt.immtrax.access.engine.ProcessDeclaration;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The elements of {@code lifecycle-starts.bpmn} that Java uses, and the bean of its automatic step. */
@Configuration(proxyBeanMethods = false)
public class LifecycleStartsProcess {

    /** Id of the model, {@code processes/lifecycle-starts.bpmn}. */
    public static final String KEY = "lifecycle-starts";

    @Bean(KEY)
    ProcessDeclaration declaration() {
        return ProcessDeclaration.of(KEY).remembers("moreWaiting").build();
    }

    @Bean
    JavaDelegate startLifecycles(LifecycleListener steps) {
        return execution -> execution.setVariable("moreWaiting", steps.startSome());
    }
}

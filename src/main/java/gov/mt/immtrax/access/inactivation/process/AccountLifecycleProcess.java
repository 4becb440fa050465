package gov.mt.immtrax.access.inactivation.process;

import gov.mt.immtrax.access.engine.ProcessDeclaration;
import gov.mt.immtrax.access.inactivation.lifecycle.AccountLifecycle;
import gov.mt.immtrax.access.inactivation.stop.MassInactivation;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The elements of {@code account-lifecycle.bpmn} that Java uses, and the beans of its automatic steps. */
@Configuration(proxyBeanMethods = false)
public class AccountLifecycleProcess {

    /**
     * Id of the model, {@code processes/account-lifecycle.bpmn}: one waiting instance for each active account, with the
     * account number as its business key.
     */
    public static final String KEY = "account-lifecycle";

    /** Message to instances that wait for the end of an access: it has ended in another way. */
    public static final String ACCESS_ENDED = "AccessEnded";

    @Bean(KEY)
    ProcessDeclaration declaration() {
        return ProcessDeclaration.of(KEY)
                .remembers("accountNumber", "reviewOutcome", "inactivationOutcome")
                .keepsItsDates()
                .build();
    }

    @Bean
    JavaDelegate reviewAccount(AccountLifecycle steps) {
        return execution -> execution.setVariable(
                "reviewOutcome", steps.review(execution.getProcessBusinessKey()).name());
    }

    @Bean
    JavaDelegate warnUser(AccountLifecycle steps) {
        return execution -> steps.warnUser(execution.getProcessBusinessKey());
    }

    @Bean
    JavaDelegate warnUserAgain(AccountLifecycle steps) {
        return execution -> steps.warnUserAgain(execution.getProcessBusinessKey());
    }

    @Bean
    JavaDelegate announceEndDate(AccountLifecycle steps) {
        return execution -> steps.announceEndDate(execution.getProcessBusinessKey());
    }

    @Bean
    JavaDelegate askRegistryStaff(MassInactivation steps, RuntimeService engine) {
        return execution ->
                steps.ask().ifPresent(number -> engine.startProcessInstanceByKey(MassInactivationProcess.KEY, number));
    }

    @Bean
    JavaDelegate restartInactivityPeriod(AccountLifecycle steps) {
        return execution -> steps.restartInactivityPeriod(execution.getProcessBusinessKey());
    }

    @Bean
    JavaDelegate announceInactivation(AccountLifecycle steps) {
        return execution -> steps.announceInactivation(execution.getProcessBusinessKey());
    }
}

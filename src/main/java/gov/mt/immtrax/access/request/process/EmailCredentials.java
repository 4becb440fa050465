package gov.mt.immtrax.access.request.process;

import gov.mt.immtrax.access.request.RequestLifecycle;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Posts the credentials to the user. */
@Component
class EmailCredentials implements JavaDelegate {

    private final RequestLifecycle lifecycle;

    EmailCredentials(RequestLifecycle lifecycle) {
        this.lifecycle = lifecycle;
    }

    @Override
    public void execute(DelegateExecution execution) {
        lifecycle.emailCredentials(execution.getProcessBusinessKey());
    }
}

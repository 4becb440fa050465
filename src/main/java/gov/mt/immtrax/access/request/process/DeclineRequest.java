package gov.mt.immtrax.access.request.process;

import gov.mt.immtrax.access.request.RequestLifecycle;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Ends a request that the help desk declined. */
@Component
class DeclineRequest implements JavaDelegate {

    private final RequestLifecycle lifecycle;

    DeclineRequest(RequestLifecycle lifecycle) {
        this.lifecycle = lifecycle;
    }

    @Override
    public void execute(DelegateExecution execution) {
        lifecycle.declineRequest(execution.getProcessBusinessKey());
    }
}

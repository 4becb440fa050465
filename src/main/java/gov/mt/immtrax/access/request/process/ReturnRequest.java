package gov.mt.immtrax.access.request.process;

import gov.mt.immtrax.access.request.RequestLifecycle;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Gives the request back to the supervisor. */
@Component
class ReturnRequest implements JavaDelegate {

    private final RequestLifecycle lifecycle;

    ReturnRequest(RequestLifecycle lifecycle) {
        this.lifecycle = lifecycle;
    }

    @Override
    public void execute(DelegateExecution execution) {
        lifecycle.returnRequest(execution.getProcessBusinessKey());
    }
}

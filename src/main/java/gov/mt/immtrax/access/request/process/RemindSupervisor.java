package gov.mt.immtrax.access.request.process;

import gov.mt.immtrax.access.request.RequestLifecycle;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Reminds the supervisor of the correction. */
@Component
class RemindSupervisor implements JavaDelegate {

    private final RequestLifecycle lifecycle;

    RemindSupervisor(RequestLifecycle lifecycle) {
        this.lifecycle = lifecycle;
    }

    @Override
    public void execute(DelegateExecution execution) {
        lifecycle.remindSupervisor(execution.getProcessBusinessKey());
    }
}

package gov.mt.immtrax.access.request.process;

import gov.mt.immtrax.access.request.RequestLifecycle;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Tells user and supervisor that the change is made. */
@Component
class ConfirmChange implements JavaDelegate {

    private final RequestLifecycle lifecycle;

    ConfirmChange(RequestLifecycle lifecycle) {
        this.lifecycle = lifecycle;
    }

    @Override
    public void execute(DelegateExecution execution) {
        lifecycle.confirmChange(execution.getProcessBusinessKey());
    }
}

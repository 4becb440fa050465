package gov.mt.immtrax.access.request.process;

import gov.mt.immtrax.access.request.RequestLifecycle;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Starts the help desk's days once the last paper has arrived. */
@Component
class HandToHelpDesk implements JavaDelegate {

    private final RequestLifecycle lifecycle;

    HandToHelpDesk(RequestLifecycle lifecycle) {
        this.lifecycle = lifecycle;
    }

    @Override
    public void execute(DelegateExecution execution) {
        int businessDays = ((Number) execution.getVariable("businessDays")).intValue();
        lifecycle.handToHelpDesk(execution.getProcessBusinessKey(), businessDays);
    }
}

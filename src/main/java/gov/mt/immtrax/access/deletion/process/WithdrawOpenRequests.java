package gov.mt.immtrax.access.deletion.process;

import gov.mt.immtrax.access.deletion.DeletionLifecycle;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Ends the requests of a person whose access is to end. */
@Component
class WithdrawOpenRequests implements JavaDelegate {

    private final DeletionLifecycle lifecycle;

    WithdrawOpenRequests(DeletionLifecycle lifecycle) {
        this.lifecycle = lifecycle;
    }

    @Override
    public void execute(DelegateExecution execution) {
        lifecycle.withdrawOpenRequests(execution.getProcessBusinessKey());
    }
}

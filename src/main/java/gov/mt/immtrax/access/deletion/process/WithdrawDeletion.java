package gov.mt.immtrax.access.deletion.process;

import gov.mt.immtrax.access.deletion.DeletionLifecycle;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Ends a deletion that the supervisor took back. */
@Component
class WithdrawDeletion implements JavaDelegate {

    private final DeletionLifecycle lifecycle;

    WithdrawDeletion(DeletionLifecycle lifecycle) {
        this.lifecycle = lifecycle;
    }

    @Override
    public void execute(DelegateExecution execution) {
        lifecycle.withdrawDeletion(execution.getProcessBusinessKey());
    }
}

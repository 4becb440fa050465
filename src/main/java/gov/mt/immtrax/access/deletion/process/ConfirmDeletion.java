package gov.mt.immtrax.access.deletion.process;

import gov.mt.immtrax.access.deletion.DeletionLifecycle;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Tells user and supervisor that the access has ended. */
@Component
class ConfirmDeletion implements JavaDelegate {

    private final DeletionLifecycle lifecycle;

    ConfirmDeletion(DeletionLifecycle lifecycle) {
        this.lifecycle = lifecycle;
    }

    @Override
    public void execute(DelegateExecution execution) {
        lifecycle.confirmDeletion(execution.getProcessBusinessKey());
    }
}

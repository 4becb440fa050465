package gov.mt.immtrax.access.deletion.process;

import gov.mt.immtrax.access.deletion.DeletionLifecycle;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Ends a deletion that registry staff rejected. */
@Component
class RejectDeletion implements JavaDelegate {

    private final DeletionLifecycle lifecycle;

    RejectDeletion(DeletionLifecycle lifecycle) {
        this.lifecycle = lifecycle;
    }

    @Override
    public void execute(DelegateExecution execution) {
        lifecycle.rejectDeletion(execution.getProcessBusinessKey());
    }
}

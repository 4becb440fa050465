package gov.mt.immtrax.access.deletion.process;

import gov.mt.immtrax.access.deletion.DeletionLifecycle;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Says whether the access ends at once or on its last day. */
@Component
class AcceptDeletion implements JavaDelegate {

    private final DeletionLifecycle lifecycle;

    AcceptDeletion(DeletionLifecycle lifecycle) {
        this.lifecycle = lifecycle;
    }

    @Override
    public void execute(DelegateExecution execution) {
        execution.setVariable("lastDayReached", lifecycle.acceptDeletion(execution.getProcessBusinessKey()));
    }
}

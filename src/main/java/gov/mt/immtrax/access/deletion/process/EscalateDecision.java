package gov.mt.immtrax.access.deletion.process;

import gov.mt.immtrax.access.deletion.DeletionDesk;
import gov.mt.immtrax.access.deletion.DeletionLifecycle;
import gov.mt.immtrax.access.engine.OverdueTask;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Brings a decision that is overdue before the help desk's lead, each time with a higher priority. */
@Component
class EscalateDecision implements JavaDelegate {

    private final DeletionLifecycle lifecycle;

    EscalateDecision(DeletionLifecycle lifecycle) {
        this.lifecycle = lifecycle;
    }

    @Override
    public void execute(DelegateExecution execution) {
        OverdueTask.bringBeforeLead(execution, DeletionDesk.DECIDE_DELETION);
        lifecycle.escalateDecision(execution.getProcessBusinessKey());
    }
}

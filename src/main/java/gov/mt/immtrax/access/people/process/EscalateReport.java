package gov.mt.immtrax.access.people.process;

import gov.mt.immtrax.access.engine.OverdueTask;
import gov.mt.immtrax.access.people.DisputeDesk;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/**
 * Raises the priority of a decision that is overdue, and tells the help desk's lead, who reminds registry staff; it
 * stays theirs to decide.
 */
@Component
class EscalateReport implements JavaDelegate {

    private final DisputeDesk desk;

    EscalateReport(DisputeDesk desk) {
        this.desk = desk;
    }

    @Override
    public void execute(DelegateExecution execution) {
        OverdueTask.raise(execution, DisputeDesk.DECIDE);
        desk.escalate(execution.getProcessBusinessKey());
    }
}

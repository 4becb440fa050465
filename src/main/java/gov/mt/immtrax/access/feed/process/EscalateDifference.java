package gov.mt.immtrax.access.feed.process;

import gov.mt.immtrax.access.engine.OverdueTask;
import gov.mt.immtrax.access.feed.DifferenceDesk;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Brings a difference that is overdue before the help desk's lead, each time with a higher priority. */
@Component
class EscalateDifference implements JavaDelegate {

    private final DifferenceDesk desk;

    EscalateDifference(DifferenceDesk desk) {
        this.desk = desk;
    }

    @Override
    public void execute(DelegateExecution execution) {
        OverdueTask.bringBeforeLead(execution, DifferenceDesk.RESOLVE_DIFFERENCE);
        desk.escalate(execution.getProcessBusinessKey());
    }
}

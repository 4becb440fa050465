package gov.mt.immtrax.access.account.process;

import gov.mt.immtrax.access.account.InactivationDesk;
import gov.mt.immtrax.access.engine.OverdueTask;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Brings an inactivation that is overdue before the help desk's lead, each time with a higher priority. */
@Component
class EscalateInactivation implements JavaDelegate {

    private final InactivationDesk desk;

    EscalateInactivation(InactivationDesk desk) {
        this.desk = desk;
    }

    @Override
    public void execute(DelegateExecution execution) {
        OverdueTask.bringBeforeLead(execution, InactivationDesk.INACTIVATE_ACCOUNT);
        desk.escalate(execution.getProcessBusinessKey());
    }
}

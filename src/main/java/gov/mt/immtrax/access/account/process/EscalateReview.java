package gov.mt.immtrax.access.account.process;

import gov.mt.immtrax.access.account.MassInactivation;
import gov.mt.immtrax.access.engine.OverdueTask;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/**
 * Brings a review that is overdue before the help desk's lead, each time with a higher priority; registry staff keep
 * it.
 */
@Component
class EscalateReview implements JavaDelegate {

    private final MassInactivation massInactivation;

    EscalateReview(MassInactivation massInactivation) {
        this.massInactivation = massInactivation;
    }

    @Override
    public void execute(DelegateExecution execution) {
        OverdueTask.raise(execution, MassInactivation.REVIEW);
        massInactivation.escalate(execution.getProcessBusinessKey());
    }
}

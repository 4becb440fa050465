package gov.mt.immtrax.access.request.process;

import gov.mt.immtrax.access.engine.OverdueTask;
import gov.mt.immtrax.access.request.RequestLifecycle;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Tells whoever has to know that provisioning is overdue, and puts it on top of the lead's list. */
@Component
class EscalateProvisioning implements JavaDelegate {

    private final RequestLifecycle lifecycle;

    EscalateProvisioning(RequestLifecycle lifecycle) {
        this.lifecycle = lifecycle;
    }

    @Override
    public void execute(DelegateExecution execution) {
        OverdueTask.bringBeforeLead(execution, "UserTask_ProvisionAccess");
        lifecycle.escalateProvisioning(execution.getProcessBusinessKey());
    }
}

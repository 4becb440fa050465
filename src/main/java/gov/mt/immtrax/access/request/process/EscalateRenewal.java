package gov.mt.immtrax.access.request.process;

import gov.mt.immtrax.access.engine.OverdueTask;
import gov.mt.immtrax.access.request.CredentialHandover;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/**
 * Tells the lead that somebody still waits for a new temporary password, and puts the task on top of the lead's list.
 */
@Component
class EscalateRenewal implements JavaDelegate {

    private final CredentialHandover handover;

    EscalateRenewal(CredentialHandover handover) {
        this.handover = handover;
    }

    @Override
    public void execute(DelegateExecution execution) {
        OverdueTask.bringBeforeLead(execution, CredentialHandover.RENEW_TEMPORARY_PASSWORD);
        handover.escalateRenewal(execution.getProcessBusinessKey());
    }
}

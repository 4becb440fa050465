package gov.mt.immtrax.access.request.process;

import gov.mt.immtrax.access.request.CredentialHandover;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Tells the user that there is no new temporary password, and why. */
@Component
class DeclineRenewal implements JavaDelegate {

    private final CredentialHandover handover;

    DeclineRenewal(CredentialHandover handover) {
        this.handover = handover;
    }

    @Override
    public void execute(DelegateExecution execution) {
        handover.declineRenewal(execution.getProcessBusinessKey());
    }
}

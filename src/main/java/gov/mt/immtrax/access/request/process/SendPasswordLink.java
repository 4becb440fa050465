package gov.mt.immtrax.access.request.process;

import gov.mt.immtrax.access.request.CredentialHandover;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Sends the user the way to the temporary password. */
@Component
class SendPasswordLink implements JavaDelegate {

    private final CredentialHandover handover;

    SendPasswordLink(CredentialHandover handover) {
        this.handover = handover;
    }

    @Override
    public void execute(DelegateExecution execution) {
        handover.sendPasswordLink(execution.getProcessBusinessKey());
    }
}

package gov.mt.immtrax.access.request.process;

import gov.mt.immtrax.access.request.CredentialHandover;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Wipes a password that nobody has seen in time, and says where it stands. */
@Component
class WipeExpiredPassword implements JavaDelegate {

    private final CredentialHandover handover;

    WipeExpiredPassword(CredentialHandover handover) {
        this.handover = handover;
    }

    @Override
    public void execute(DelegateExecution execution) {
        String state =
                handover.wipeExpiredPassword(execution.getProcessBusinessKey()).name();
        execution.setVariable("passwordState", state);
    }
}

package gov.mt.immtrax.access.request.process;

import gov.mt.immtrax.access.request.RequestLifecycle;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Sends the user the way to the agreement. */
@Component
class InviteUser implements JavaDelegate {

    private final RequestLifecycle lifecycle;

    InviteUser(RequestLifecycle lifecycle) {
        this.lifecycle = lifecycle;
    }

    @Override
    public void execute(DelegateExecution execution) {
        lifecycle.inviteUser(execution.getProcessBusinessKey());
    }
}

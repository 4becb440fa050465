package gov.mt.immtrax.access.request.process;

import gov.mt.immtrax.access.request.RequestLifecycle;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Tells the supervisor that access is granted. */
@Component
class InformSupervisor implements JavaDelegate {

    private final RequestLifecycle lifecycle;

    InformSupervisor(RequestLifecycle lifecycle) {
        this.lifecycle = lifecycle;
    }

    @Override
    public void execute(DelegateExecution execution) {
        lifecycle.informSupervisor(execution.getProcessBusinessKey());
    }
}

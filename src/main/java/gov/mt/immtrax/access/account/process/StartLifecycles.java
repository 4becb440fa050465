package gov.mt.immtrax.access.account.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Starts the lifecycles of some hundred accounts, and says whether there are more. */
@Component
class StartLifecycles implements JavaDelegate {

    private final Lifecycles lifecycles;

    StartLifecycles(Lifecycles lifecycles) {
        this.lifecycles = lifecycles;
    }

    @Override
    public void execute(DelegateExecution execution) {
        execution.setVariable("moreWaiting", lifecycles.startSome());
    }
}

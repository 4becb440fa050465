package gov.mt.immtrax.access.request.process;

import gov.mt.immtrax.access.request.RequestLifecycle;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Ends a request that the supervisor took back. */
@Component
class WithdrawRequest implements JavaDelegate {

    private final RequestLifecycle lifecycle;

    WithdrawRequest(RequestLifecycle lifecycle) {
        this.lifecycle = lifecycle;
    }

    @Override
    public void execute(DelegateExecution execution) {
        lifecycle.withdrawRequest(execution.getProcessBusinessKey());
    }
}

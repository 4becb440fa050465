package gov.mt.immtrax.access.account.process;

import gov.mt.immtrax.access.account.AccountLifecycle;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Notes that an account stays although it was due. */
@Component
class CountAnew implements JavaDelegate {

    private final AccountLifecycle lifecycle;

    CountAnew(AccountLifecycle lifecycle) {
        this.lifecycle = lifecycle;
    }

    @Override
    public void execute(DelegateExecution execution) {
        lifecycle.countAnew(execution.getProcessBusinessKey());
    }
}

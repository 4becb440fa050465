package gov.mt.immtrax.access.account.process;

import gov.mt.immtrax.access.account.AccountLifecycle;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Warns the user for the first time. */
@Component
class WarnUser implements JavaDelegate {

    private final AccountLifecycle lifecycle;

    WarnUser(AccountLifecycle lifecycle) {
        this.lifecycle = lifecycle;
    }

    @Override
    public void execute(DelegateExecution execution) {
        lifecycle.warnUser(execution.getProcessBusinessKey());
    }
}

package gov.mt.immtrax.access.account.process;

import gov.mt.immtrax.access.account.AccountLifecycle;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Warns user and supervisor for the last time. */
@Component
class WarnUserAgain implements JavaDelegate {

    private final AccountLifecycle lifecycle;

    WarnUserAgain(AccountLifecycle lifecycle) {
        this.lifecycle = lifecycle;
    }

    @Override
    public void execute(DelegateExecution execution) {
        lifecycle.warnUserAgain(execution.getProcessBusinessKey());
    }
}

package gov.mt.immtrax.access.account.process;

import gov.mt.immtrax.access.account.AccountLifecycle;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Tells user and supervisor that the access has ended. */
@Component
class AnnounceInactivation implements JavaDelegate {

    private final AccountLifecycle lifecycle;

    AnnounceInactivation(AccountLifecycle lifecycle) {
        this.lifecycle = lifecycle;
    }

    @Override
    public void execute(DelegateExecution execution) {
        lifecycle.announceInactivation(execution.getProcessBusinessKey());
    }
}

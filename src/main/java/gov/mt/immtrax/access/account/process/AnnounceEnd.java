package gov.mt.immtrax.access.account.process;

import gov.mt.immtrax.access.account.AccountLifecycle;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Tells user and supervisor of the end date. */
@Component
class AnnounceEnd implements JavaDelegate {

    private final AccountLifecycle lifecycle;

    AnnounceEnd(AccountLifecycle lifecycle) {
        this.lifecycle = lifecycle;
    }

    @Override
    public void execute(DelegateExecution execution) {
        lifecycle.announceEnd(execution.getProcessBusinessKey());
    }
}

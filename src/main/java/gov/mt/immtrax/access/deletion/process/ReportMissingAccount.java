package gov.mt.immtrax.access.deletion.process;

import gov.mt.immtrax.access.deletion.DeletionLifecycle;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Tells whoever asked that there was no access to end. */
@Component
class ReportMissingAccount implements JavaDelegate {

    private final DeletionLifecycle lifecycle;

    ReportMissingAccount(DeletionLifecycle lifecycle) {
        this.lifecycle = lifecycle;
    }

    @Override
    public void execute(DelegateExecution execution) {
        lifecycle.reportMissingAccount(execution.getProcessBusinessKey());
    }
}

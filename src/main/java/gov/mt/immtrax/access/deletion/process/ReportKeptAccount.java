package gov.mt.immtrax.access.deletion.process;

import gov.mt.immtrax.access.deletion.DeletionLifecycle;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Tells the supervisor that the access goes on, and why. */
@Component
class ReportKeptAccount implements JavaDelegate {

    private final DeletionLifecycle lifecycle;

    ReportKeptAccount(DeletionLifecycle lifecycle) {
        this.lifecycle = lifecycle;
    }

    @Override
    public void execute(DelegateExecution execution) {
        lifecycle.reportKeptAccount(execution.getProcessBusinessKey());
    }
}

package gov.mt.immtrax.access.request.process;

import gov.mt.immtrax.access.request.RequestLifecycle;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Tells the supervisor that the agreement is still missing. */
@Component
class ReportMissingPaperwork implements JavaDelegate {

    private final RequestLifecycle lifecycle;

    ReportMissingPaperwork(RequestLifecycle lifecycle) {
        this.lifecycle = lifecycle;
    }

    @Override
    public void execute(DelegateExecution execution) {
        lifecycle.reportMissingPaperwork(execution.getProcessBusinessKey());
    }
}

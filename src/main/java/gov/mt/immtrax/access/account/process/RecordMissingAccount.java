package gov.mt.immtrax.access.account.process;

import gov.mt.immtrax.access.account.InactivationDesk;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Notes that imMTrax has no account of the person either. */
@Component
class RecordMissingAccount implements JavaDelegate {

    private final InactivationDesk desk;

    RecordMissingAccount(InactivationDesk desk) {
        this.desk = desk;
    }

    @Override
    public void execute(DelegateExecution execution) {
        desk.recordMissing((String) execution.getVariable("requestNumber"));
    }
}

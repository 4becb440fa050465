package gov.mt.immtrax.access.account.process;

import gov.mt.immtrax.access.account.InactivationDesk;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Notes that the account stays as it is, and why. */
@Component
class RecordKeptAccount implements JavaDelegate {

    private final InactivationDesk desk;

    RecordKeptAccount(InactivationDesk desk) {
        this.desk = desk;
    }

    @Override
    public void execute(DelegateExecution execution) {
        desk.recordKept(execution.getProcessBusinessKey(), (String) execution.getVariable("accountNumber"), (String)
                execution.getVariable("requestNumber"));
    }
}

package gov.mt.immtrax.access.account.process;

import gov.mt.immtrax.access.account.InactivationDesk;
import gov.mt.immtrax.access.account.InactivationOutcome;
import gov.mt.immtrax.access.account.InactivationReason;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Writes into the register that nobody can log in with the account any more. */
@Component
class RecordInactivation implements JavaDelegate {

    private final InactivationDesk desk;

    RecordInactivation(InactivationDesk desk) {
        this.desk = desk;
    }

    @Override
    public void execute(DelegateExecution execution) {
        desk.recordInactivation(
                execution.getProcessBusinessKey(),
                (String) execution.getVariable("accountNumber"),
                (String) execution.getVariable("requestNumber"),
                InactivationReason.valueOf((String) execution.getVariable("inactivationReason")));
        execution.setVariable("inactivationOutcome", InactivationOutcome.INACTIVATED.name());
    }
}

package gov.mt.immtrax.access.account.process;

import gov.mt.immtrax.access.account.InactivationDesk;
import gov.mt.immtrax.access.account.InactivationReason;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Notes what is asked; nobody is asked about an account that is inactivated already. */
@Component
class AskForInactivation implements JavaDelegate {

    private final InactivationDesk desk;

    AskForInactivation(InactivationDesk desk) {
        this.desk = desk;
    }

    @Override
    public void execute(DelegateExecution execution) {
        boolean asked = desk.ask(
                execution.getProcessBusinessKey(),
                (String) execution.getVariable("accountNumber"),
                (String) execution.getVariable("requestNumber"),
                InactivationReason.valueOf((String) execution.getVariable("inactivationReason")),
                ((Number) execution.getVariable("inactivationDays")).intValue());
        execution.setVariable("accountMissing", false);
        if (!asked) {
            execution.setVariable("inactivationConfirm", "AUTOMATIC");
        }
    }
}

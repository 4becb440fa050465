package gov.mt.immtrax.access.deletion.process;

import gov.mt.immtrax.access.account.InactivationReason;
import gov.mt.immtrax.access.deletion.AccessDeletion;
import gov.mt.immtrax.access.deletion.DeletionLifecycle;
import gov.mt.immtrax.access.identity.Role;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Says of which account, and asks the help desk for it within one business day. */
@Component
class BeginInactivation implements JavaDelegate {

    private static final int BUSINESS_DAYS = 1;

    private final DeletionLifecycle lifecycle;

    BeginInactivation(DeletionLifecycle lifecycle) {
        this.lifecycle = lifecycle;
    }

    @Override
    public void execute(DelegateExecution execution) {
        AccessDeletion deletion = lifecycle.beginInactivation(execution.getProcessBusinessKey());
        execution.setVariable("accountNumber", deletion.account());
        execution.setVariable("inactivationReason", InactivationReason.ACCESS_DELETION.name());
        execution.setVariable("inactivator", Role.HELP_DESK.group().orElseThrow());
        execution.setVariable("inactivationDays", BUSINESS_DAYS);
        execution.setVariable("inactivationConfirm", "STAFF");
    }
}

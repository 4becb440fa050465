package gov.mt.immtrax.access.mail.process;

import gov.mt.immtrax.access.engine.OverdueTask;
import gov.mt.immtrax.access.mail.ReleaseDesk;
import java.util.UUID;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Brings a mail that still waits before the help desk's lead, each time with a higher priority. */
@Component
class EscalateRelease implements JavaDelegate {

    private final ReleaseDesk desk;

    EscalateRelease(ReleaseDesk desk) {
        this.desk = desk;
    }

    @Override
    public void execute(DelegateExecution execution) {
        OverdueTask.bringBeforeLead(execution, ReleaseDesk.RELEASE_EMAIL);
        desk.escalate(UUID.fromString((String) execution.getVariable("mailId")), execution.getProcessBusinessKey());
    }
}

package gov.mt.immtrax.access.people.process;

import gov.mt.immtrax.access.mail.Audience;
import gov.mt.immtrax.access.mail.Mails;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Tells the supervisor that the account they reported is inactivated. */
@Component
class ConfirmReport implements JavaDelegate {

    private static final String MAIL = "report-confirmed";

    private final Mails mails;

    ConfirmReport(Mails mails) {
        this.mails = mails;
    }

    @Override
    public void execute(DelegateExecution execution) {
        mails.post(MAIL, Audience.SUPERVISOR, execution.getProcessBusinessKey());
    }
}

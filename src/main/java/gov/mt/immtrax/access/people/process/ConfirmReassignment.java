package gov.mt.immtrax.access.people.process;

import gov.mt.immtrax.access.mail.Audience;
import gov.mt.immtrax.access.mail.Mails;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Tells whoever reported the person that another supervisor answers for them now. */
@Component
class ConfirmReassignment implements JavaDelegate {

    private static final String MAIL = "report-reassigned";

    private final Mails mails;

    ConfirmReassignment(Mails mails) {
        this.mails = mails;
    }

    @Override
    public void execute(DelegateExecution execution) {
        mails.post(MAIL, Audience.FORMER_SUPERVISOR, execution.getProcessBusinessKey());
    }
}

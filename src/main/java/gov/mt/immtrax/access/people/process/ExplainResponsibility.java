package gov.mt.immtrax.access.people.process;

import gov.mt.immtrax.access.mail.Audience;
import gov.mt.immtrax.access.mail.Mails;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Tells the supervisor that the person whom they reported stays on their list. */
@Component
class ExplainResponsibility implements JavaDelegate {

    private static final String MAIL = "responsibility-kept";

    private final Mails mails;

    ExplainResponsibility(Mails mails) {
        this.mails = mails;
    }

    @Override
    public void execute(DelegateExecution execution) {
        mails.post(MAIL, Audience.SUPERVISOR, execution.getProcessBusinessKey());
    }
}

package gov.mt.immtrax.access.people.process;

import gov.mt.immtrax.access.account.AccountRegister;
import gov.mt.immtrax.access.mail.Audience;
import gov.mt.immtrax.access.mail.Mails;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Tells the supervisor that the account they reported is inactivated, and its user that the access has ended. */
@Component
class ConfirmReport implements JavaDelegate {

    private final AccountRegister register;
    private final Mails mails;

    ConfirmReport(AccountRegister register, Mails mails) {
        this.register = register;
        this.mails = mails;
    }

    @Override
    public void execute(DelegateExecution execution) {
        String account = execution.getProcessBusinessKey();
        mails.post("report-confirmed", Audience.SUPERVISOR, account);
        if (register.get(account).facts().emailAddress() != null) {
            mails.post("report-confirmed-user", Audience.USER, account);
        }
    }
}

package gov.mt.immtrax.access.account;

import gov.mt.immtrax.access.mail.Audience;
import gov.mt.immtrax.access.mail.MailAddressCorrected;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** What the mail room has to tell the register: an address was corrected. */
@Component
class AccountMailNews {

    private final AccountRegister register;

    AccountMailNews(AccountRegister register) {
        this.register = register;
    }

    /** The corrected address is the person's from now on: for mails, and for the login. */
    @EventListener
    void on(MailAddressCorrected corrected) {
        String number = corrected.requestNumber();
        if (number.startsWith("ACC")) {
            AccountFacts facts = register.get(number).facts();
            boolean user = corrected.audience() == Audience.USER;
            register.change(
                    number,
                    user
                            ? facts.withEmailAddress(corrected.newAddress())
                            : facts.withSupervisor(facts.supervisorName(), corrected.newAddress()),
                    Cause.note(null));
        }
    }
}

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
        if (!number.startsWith("ACC")) {
            return;
        }
        if (corrected.audience() == Audience.USER) {
            register.change(number, facts -> facts.withEmailAddress(corrected.newAddress()), Cause.note(null));
        } else {
            correctSupervisor(register.get(number).facts().supervisorAddress(), corrected.newAddress());
        }
    }

    /** A supervisor has one address for all that they answer for. */
    private void correctSupervisor(String refused, String address) {
        register.ofSupervisor(refused).forEach(account -> register.change(
                account.number(),
                facts -> refused.equals(facts.supervisorAddress()) && !address.equals(facts.emailAddress())
                        ? facts.withSupervisor(facts.supervisorName(), address)
                        : facts,
                Cause.note(null)));
    }
}

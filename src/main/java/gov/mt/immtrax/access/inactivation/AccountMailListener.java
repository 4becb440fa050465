package gov.mt.immtrax.access.inactivation;

import gov.mt.immtrax.access.account.Account;
import gov.mt.immtrax.access.account.AccountRegister;
import gov.mt.immtrax.access.account.Cause;
import gov.mt.immtrax.access.account.DisputeLookup;
import gov.mt.immtrax.access.account.EmailAddressChanges;
import gov.mt.immtrax.access.mail.MailAddressCorrected;
import gov.mt.immtrax.access.number.CaseKind;
import java.util.List;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Writes a corrected email address into the register. */
@Component
@Transactional
class AccountMailListener {

    private final AccountRegister register;
    private final EmailAddressChanges addresses;
    private final DisputeLookup disputes;

    AccountMailListener(AccountRegister register, EmailAddressChanges addresses, DisputeLookup disputes) {
        this.register = register;
        this.addresses = addresses;
        this.disputes = disputes;
    }

    /**
     * From now on, the corrected address is the person's address for emails and for the login. Whoever has taken the
     * person's place since the email was refused keeps their own.
     */
    @EventListener
    void on(MailAddressCorrected corrected) {
        if (corrected.caseNumber().kind() != CaseKind.ACCOUNT) {
            return;
        }
        String number = corrected.caseNumber().text();
        String address = corrected.newAddress();
        switch (corrected.audience()) {
            case USER ->
                register.change(
                        number,
                        facts -> corrected.isAbout(facts.emailAddress()) ? facts.withEmailAddress(address) : facts,
                        Cause.note(null));
            case SUPERVISOR -> correctSupervisor(corrected.oldAddress(), address);
            case FORMER_SUPERVISOR -> disputes.correctDisputant(corrected.oldAddress(), address);
            case NEW_ADDRESS -> addresses.correct(number, corrected.oldAddress(), address);
            case OLD_ADDRESS -> {
                // who cannot be reached there is told nothing, and the new address counts only by a login
            }
            case ACCOUNT_SUPERVISOR, HELP_DESK_LEAD, AUDITOR, DEPUTY ->
                throw new IllegalStateException(
                        corrected.audience() + " is not a recipient of emails about an account");
        }
    }

    /** A supervisor has one address for all the accounts they are responsible for. */
    private void correctSupervisor(String refused, String address) {
        // first, or else the register would report another supervisor than the one who disputed
        disputes.correctDisputant(refused, address);
        List<Account> accounts = register.ofSupervisor(refused);
        register.lockAll(accounts.stream().map(Account::number).toList());
        accounts.forEach(account -> register.change(
                account.number(),
                facts -> refused.equals(facts.supervisorAddress()) && !address.equals(facts.emailAddress())
                        ? facts.withSupervisor(facts.supervisorName(), address)
                        : facts,
                Cause.note(null)));
    }
}

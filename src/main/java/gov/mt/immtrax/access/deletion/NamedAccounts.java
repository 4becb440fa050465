package gov.mt.immtrax.access.deletion;

import gov.mt.immtrax.access.account.Account;
import gov.mt.immtrax.access.account.AccountRegister;
import gov.mt.immtrax.access.form.FormSubmission;
import gov.mt.immtrax.access.identity.MailAddresses;
import gov.mt.immtrax.access.identity.Person;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Finds the account that a deletion is about, by the user name if there is one, else by the person. */
@Component
class NamedAccounts {

    private final AccountRegister register;

    NamedAccounts(AccountRegister register) {
        this.register = register;
    }

    /** The account that a supervisor means: their own one of that person comes first. */
    Optional<Account> of(String username, String emailAddress, Person supervisor) {
        if (username != null) {
            return register.findByUsername(username);
        }
        List<Account> all = register.ofPerson(MailAddresses.normalize(emailAddress));
        return all.stream()
                .min(Comparator.comparing((Account account) -> !isOf(account, supervisor))
                        .thenComparing(account -> !account.isActive()));
    }

    Optional<Account> of(FormSubmission form, Person supervisor) {
        return of(form.text("username"), form.text("emailAddress"), supervisor);
    }

    static boolean isOf(Account account, Person supervisor) {
        return account.facts().supervisorAddress() != null && supervisor.hasAddress(account.facts().supervisorAddress());
    }
}

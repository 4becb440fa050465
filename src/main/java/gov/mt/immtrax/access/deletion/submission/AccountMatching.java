package gov.mt.immtrax.access.deletion.submission;

import gov.mt.immtrax.access.account.Account;
import gov.mt.immtrax.access.account.AccountFacts;
import gov.mt.immtrax.access.account.AccountRegister;
import gov.mt.immtrax.access.deletion.AccessDeletion;
import gov.mt.immtrax.access.form.FormSubmission;
import gov.mt.immtrax.access.identity.EmailAddresses;
import gov.mt.immtrax.access.identity.Person;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Finds the account that a deletion is about, by the user name if there is one, else by the person. */
@Component
class AccountMatching {

    private final AccountRegister register;

    AccountMatching(AccountRegister register) {
        this.register = register;
    }

    /** The account that a supervisor means: their own one of that person comes first. */
    Optional<Account> of(String username, String emailAddress, Person supervisor) {
        if (username != null) {
            return register.findByUsername(username);
        }
        List<Account> all = register.ofPerson(EmailAddresses.normalize(emailAddress));
        return all.stream()
                .min(Comparator.comparing((Account account) -> !isOf(account, supervisor))
                        .thenComparing(account -> !account.isActive()));
    }

    Optional<Account> of(FormSubmission form, Person supervisor) {
        return of(form.text("username"), form.text("emailAddress"), supervisor);
    }

    /**
     * Whether what was typed is another person's than the account's: both names differ, or the address does and so does
     * a name or it is the address of another one of the supervisor's own people.
     */
    boolean isAnotherPerson(Account account, FormSubmission form, Person supervisor) {
        AccountFacts facts = account.facts();
        boolean sameFirst = facts.firstName().equalsIgnoreCase(form.text("legalFirstName"));
        boolean sameLast = facts.lastName().equalsIgnoreCase(form.text("legalLastName"));
        String address = EmailAddresses.normalize(form.text("emailAddress"));
        if (facts.emailAddress() == null || facts.emailAddress().equals(address)) {
            return !sameFirst && !sameLast;
        }
        return !sameFirst
                || !sameLast
                || register.ofPerson(address).stream().anyMatch(other -> isOf(other, supervisor));
    }

    /** Whoever answers for the account need not wait for what somebody else asked for. */
    static boolean supersedes(Account account, Person supervisor, AccessDeletion open) {
        return isOf(account, supervisor)
                && !supervisor.hasAddress(open.supervisorAddress())
                && open.status().isEarly();
    }

    static boolean isOf(Account account, Person supervisor) {
        return account.facts().supervisorAddress() != null
                && supervisor.hasAddress(account.facts().supervisorAddress());
    }
}

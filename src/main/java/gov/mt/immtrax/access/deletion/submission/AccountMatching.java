package gov.mt.immtrax.access.deletion.submission;

import gov.mt.immtrax.access.account.Account;
import gov.mt.immtrax.access.account.AccountFacts;
import gov.mt.immtrax.access.account.AccountRegister;
import gov.mt.immtrax.access.deletion.AccessDeletion;
import gov.mt.immtrax.access.deputy.ActsFor;
import gov.mt.immtrax.access.folding.Folding;
import gov.mt.immtrax.access.form.FormSubmission;
import gov.mt.immtrax.access.identity.EmailAddresses;
import gov.mt.immtrax.access.identity.Person;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds the account that a deletion is about, by the user name if there is one, otherwise by the person's address. */
@Component
class AccountMatching {

    private final AccountRegister register;
    private final ActsFor actsFor;

    AccountMatching(AccountRegister register, ActsFor actsFor) {
        this.register = register;
        this.actsFor = actsFor;
    }

    /**
     * The account that a supervisor means. Without a user name, an account of the person under this supervisor comes
     * first.
     */
    Optional<Account> of(@Nullable String username, String emailAddress, Person supervisor) {
        if (username != null) {
            return register.findByUsername(username);
        }
        List<Account> all = register.ofPerson(EmailAddresses.normalize(emailAddress));
        return all.stream()
                .min(Comparator.comparing((Account account) -> !isOf(account, supervisor))
                        .thenComparing(account -> !account.isActive()));
    }

    Optional<Account> of(FormSubmission form, Person supervisor) {
        return of(form.text("username"), form.requiredText("emailAddress"), supervisor);
    }

    /** @param values of a valid form */
    Optional<Account> of(Map<String, Object> values, Person supervisor) {
        return of(
                (String) values.get("username"),
                (String) Objects.requireNonNull(values.get("emailAddress")),
                supervisor);
    }

    /**
     * Whether the typed data belong to another person than the account: both names differ; or the address differs, and
     * either a name differs too or the address belongs to another of the supervisor's people.
     */
    boolean isAnotherPerson(Account account, FormSubmission form, Person supervisor) {
        AccountFacts facts = account.facts();
        boolean sameFirst = Folding.NAME.same(facts.firstName(), form.text("legalFirstName"));
        boolean sameLast = Folding.NAME.same(facts.lastName(), form.text("legalLastName"));
        String address = EmailAddresses.normalize(form.requiredText("emailAddress"));
        if (facts.emailAddress() == null || facts.emailAddress().equals(address)) {
            return !sameFirst && !sameLast;
        }
        return !sameFirst
                || !sameLast
                || register.ofPerson(address).stream().anyMatch(other -> isOf(other, supervisor));
    }

    /** Whether the account's supervisor replaces an open deletion that someone else requested. */
    boolean supersedes(Account account, Person supervisor, AccessDeletion open) {
        return isOf(account, supervisor)
                && !supervisor.hasAddress(open.supervisorAddress())
                && open.status().isEarly();
    }

    /** Whether this supervisor is responsible for the account, and has not left. */
    boolean isOf(Account account, Person supervisor) {
        return supervisor.hasAddress(account.facts().supervisorAddress()) && actsFor.answersFor(account);
    }
}

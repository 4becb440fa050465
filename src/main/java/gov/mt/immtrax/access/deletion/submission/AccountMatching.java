package gov.mt.immtrax.access.deletion.submission;

import gov.mt.immtrax.access.account.Account;
import gov.mt.immtrax.access.account.AccountFacts;
import gov.mt.immtrax.access.account.AccountRegister;
import gov.mt.immtrax.access.deletion.AccessDeletion;
import gov.mt.immtrax.access.deputy.ActsFor;
import gov.mt.immtrax.access.facility.Employers;
import gov.mt.immtrax.access.folding.Folding;
import gov.mt.immtrax.access.form.FormSubmission;
import gov.mt.immtrax.access.identity.EmailAddresses;
import gov.mt.immtrax.access.identity.Person;
import gov.mt.immtrax.access.number.CaseKind;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds the account that a deletion is about, by the user name if there is one, otherwise by the person's address. */
@Component
class AccountMatching {

    private final AccountRegister register;
    private final ActsFor actsFor;
    private final Employers employers;

    AccountMatching(AccountRegister register, ActsFor actsFor, Employers employers) {
        this.register = register;
        this.actsFor = actsFor;
        this.employers = employers;
    }

    /**
     * The account that a supervisor means: one under this supervisor comes first, then one at the employer that they
     * typed, then an active one. Empty also if a login has access under several employers and none of them was named.
     */
    private Optional<Account> of(
            @Nullable String username,
            String emailAddress,
            @Nullable String employer,
            @Nullable String locationName,
            Person supervisor) {
        List<Account> all = username != null
                ? register.ofLogin(username)
                : register.ofPerson(EmailAddresses.normalize(emailAddress));
        Predicate<Account> named =
                account -> employer != null && locationName != null && isAt(account, employer, locationName);
        return all.stream()
                .min(Comparator.comparing((Account account) -> !isOf(account, supervisor))
                        .thenComparing(account -> !named.test(account))
                        .thenComparing(account -> !account.isActive()))
                .filter(account -> isOf(account, supervisor)
                        || named.test(account)
                        || all.stream().filter(Account::isActive).count() < 2);
    }

    Optional<Account> of(FormSubmission form, Person supervisor) {
        return of(
                form.text("username"),
                form.requiredText("emailAddress"),
                form.text("employer"),
                form.text("locationName"),
                supervisor);
    }

    /** @param values of a valid form */
    Optional<Account> of(Map<String, Object> values, Person supervisor) {
        return of(
                (String) values.get("username"),
                (String) Objects.requireNonNull(values.get("emailAddress")),
                (String) values.get("employer"),
                (String) values.get("locationName"),
                supervisor);
    }

    /**
     * The account that registry staff name for a deletion, by its number or its user name. If its login has access
     * under several employers, the one at the employer of the deletion; empty if there is none.
     */
    Optional<Account> named(String usernameOrNumber, AccessDeletion deletion) {
        if (CaseKind.ACCOUNT.matches(usernameOrNumber)) {
            return register.find(usernameOrNumber);
        }
        List<Account> login = register.ofLogin(usernameOrNumber);
        return login.size() < 2
                ? login.stream().findFirst()
                : login.stream()
                        .filter(account -> isAt(account, deletion.employer(), deletion.locationName()))
                        .findFirst();
    }

    private boolean isAt(Account account, String employer, String locationName) {
        AccountFacts facts = account.facts();
        return employers.same(facts.employer(), facts.locationName(), employer, locationName);
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

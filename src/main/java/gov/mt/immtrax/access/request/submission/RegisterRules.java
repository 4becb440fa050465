package gov.mt.immtrax.access.request.submission;

import static gov.mt.immtrax.access.request.AccountMatches.OTHER_EMPLOYER;

import gov.mt.immtrax.access.account.Account;
import gov.mt.immtrax.access.account.AccountRegister;
import gov.mt.immtrax.access.account.AccountSettings;
import gov.mt.immtrax.access.deputy.ActsFor;
import gov.mt.immtrax.access.facility.Employers;
import gov.mt.immtrax.access.form.FormError;
import gov.mt.immtrax.access.form.FormRule;
import gov.mt.immtrax.access.form.FormSubmission;
import gov.mt.immtrax.access.identity.CurrentPerson;
import gov.mt.immtrax.access.identity.EmailAddresses;
import gov.mt.immtrax.access.request.AccessRequest;
import gov.mt.immtrax.access.request.RequestForm;
import gov.mt.immtrax.access.request.RequestType;
import gov.mt.immtrax.access.request.RequestedFacts;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * What an access request must not ask for because of the register. Each rule considers only the requester's own
 * accounts, so that it reveals nothing about others. The help desk decides on those.
 */
@Configuration(proxyBeanMethods = false)
class RegisterRules {

    private final AccountRegister register;
    private final ActsFor actsFor;
    private final CurrentPerson currentPerson;
    private final Clock clock;
    private final Employers employers;

    RegisterRules(
            AccountRegister register, ActsFor actsFor, CurrentPerson currentPerson, Clock clock, Employers employers) {
        this.employers = employers;
        this.register = register;
        this.actsFor = actsFor;
        this.currentPerson = currentPerson;
        this.clock = clock;
    }

    /** A person with access at an employer cannot request it a second time. */
    @Bean
    FormRule newAccessIsNotThereYet() {
        return rule(
                RequestType.NEW_ACCESS,
                form -> ofPerson(form).stream()
                                .filter(this::isOwn)
                                .filter(Account::isActive)
                                .anyMatch(at(form))
                        ? FormError.of("requestType", "request.rule.accessIsThere")
                        : null);
    }

    /** A second employer is not a mistake, but the first one's access may end with it. */
    @Bean
    FormRule otherEmployerIsSaid(AccountSettings settings) {
        return rule(
                RequestType.NEW_ACCESS,
                form -> settings.severalEmployers()
                                && form.asks(OTHER_EMPLOYER)
                                && form.text(OTHER_EMPLOYER) == null
                                && ofPerson(form).stream()
                                        .filter(this::isOwn)
                                        .filter(Account::isActive)
                                        .anyMatch(at(form).negate())
                        ? FormError.of(OTHER_EMPLOYER, "request.rule.otherEmployerOfYours")
                        : null);
    }

    /** An account cannot move to the employer where it already is. */
    @Bean
    FormRule employerIsAnotherOne() {
        return rule(
                RequestType.CHANGE_EMPLOYER,
                form -> own(form, Account::isActive).stream().anyMatch(at(form))
                        ? FormError.of("employer", "request.rule.employerIsTheSame")
                        : null);
    }

    /** A change must change something: the level, the end date or what the account says. */
    @Bean
    FormRule accessLevelIsAnotherOne() {
        return rule(RequestType.PERMISSIONS_CHANGE, form -> {
            List<Account> accounts = own(form, Account::isActive);
            return !accounts.isEmpty() && accounts.stream().noneMatch(account -> changes(asked(form), account))
                    ? FormError.of("accessLevel", "request.rule.levelIsTheSame")
                    : null;
        });
    }

    /** An account is personal, so that another person cannot take it over by a correction. */
    @Bean
    FormRule correctedNameIsConfirmed() {
        return rule(
                RequestType.PERMISSIONS_CHANGE,
                form -> oneToChange(form)
                        .filter(account -> !isConfirmed(form))
                        .filter(account -> RequestedFacts.namesAnother(asked(form), account.facts()))
                        .map(account ->
                                FormError.question(RequestForm.DESPITE_CONTRADICTION, "request.question.otherPerson"))
                        .orElse(null));
    }

    /** The agreement is with the employer, so that another one is no correction. */
    @Bean
    FormRule correctedEmployerIsConfirmed() {
        return rule(
                RequestType.PERMISSIONS_CHANGE,
                form -> oneToChange(form)
                        .filter(account -> !isConfirmed(form))
                        .filter(account -> RequestedFacts.changesEmployer(asked(form), account.facts(), employers))
                        .map(account ->
                                FormError.question(RequestForm.DESPITE_CONTRADICTION, "request.question.otherEmployer"))
                        .orElse(null));
    }

    /** An inactivated account cannot be changed. */
    @Bean
    FormRule changedAccessIsInUse() {
        return rule(RequestType.PERMISSIONS_CHANGE, form -> {
            List<Account> accounts = own(form, account -> true);
            return !accounts.isEmpty() && accounts.stream().noneMatch(Account::isActive)
                    ? FormError.of("requestType", "request.rule.accessIsInactivated")
                    : null;
        });
    }

    /** An inactivated account cannot be moved, unless the person has an active account with another supervisor. */
    @Bean
    FormRule movedAccessIsInUse() {
        return rule(
                RequestType.CHANGE_EMPLOYER,
                form -> !own(form, account -> true).isEmpty()
                                && ofPerson(form).stream().noneMatch(Account::isActive)
                        ? FormError.of("requestType", "request.rule.accessIsInactivated")
                        : null);
    }

    /** The account that the request names, otherwise those of the person. */
    private List<Account> own(FormSubmission form, Predicate<Account> which) {
        return Optional.ofNullable(form.text("account"))
                .map(number -> register.find(number).stream().toList())
                .orElseGet(() -> ofPerson(form))
                .stream()
                .filter(this::isOwn)
                .filter(which)
                .toList();
    }

    private Optional<Account> oneToChange(FormSubmission form) {
        List<Account> accounts = own(form, Account::isActive);
        return accounts.size() == 1 ? Optional.of(accounts.get(0)) : Optional.empty();
    }

    /** The request that the form would make. */
    private AccessRequest asked(FormSubmission form) {
        return RequestForm.newRequest(form, form.caseNumber().orElse(""), currentPerson.official(), clock.instant());
    }

    private static boolean isConfirmed(FormSubmission form) {
        return Boolean.TRUE.equals(form.values().get(RequestForm.DESPITE_CONTRADICTION));
    }

    private boolean isOwn(Account account) {
        return actsFor.answersFor(account);
    }

    private List<Account> ofPerson(FormSubmission form) {
        return register.ofPerson(EmailAddresses.normalize(form.requiredText("emailAddress")));
    }

    private static boolean changes(AccessRequest asked, Account account) {
        return !RequestedFacts.corrections(asked, account.facts()).isEmpty()
                || RequestedFacts.newEmailAddress(asked, account.facts()).isPresent();
    }

    /** Whether an account is at the employer that the form names. */
    private Predicate<Account> at(FormSubmission form) {
        return account -> employers.same(
                account.facts().employer(),
                account.facts().locationName(),
                form.requiredText("employer"),
                form.requiredText("locationName"));
    }

    private static FormRule rule(RequestType type, Function<FormSubmission, @Nullable FormError> check) {
        return FormRule.of(
                RequestForm.NAME,
                form -> form.requiredText("requestType").equals(type.name()) ? check.apply(form) : null);
    }
}

package gov.mt.immtrax.access.request.submission;

import gov.mt.immtrax.access.account.Account;
import gov.mt.immtrax.access.account.AccountRegister;
import gov.mt.immtrax.access.folding.Folding;
import gov.mt.immtrax.access.form.FormError;
import gov.mt.immtrax.access.form.FormRule;
import gov.mt.immtrax.access.form.FormSubmission;
import gov.mt.immtrax.access.identity.CurrentPerson;
import gov.mt.immtrax.access.identity.EmailAddresses;
import gov.mt.immtrax.access.request.RequestForm;
import gov.mt.immtrax.access.request.RequestType;
import java.util.List;
import java.util.Objects;
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
    private final CurrentPerson currentPerson;

    RegisterRules(AccountRegister register, CurrentPerson currentPerson) {
        this.register = register;
        this.currentPerson = currentPerson;
    }

    /** A person with access at an employer cannot request it a second time. */
    @Bean
    FormRule newAccessIsNotThereYet() {
        return rule(
                RequestType.NEW_ACCESS,
                form -> ofPerson(form).stream()
                                .filter(this::isOwn)
                                .filter(Account::isActive)
                                .anyMatch(at(form.requiredText("employer")))
                        ? FormError.of("requestType", "request.rule.accessIsThere")
                        : null);
    }

    /** An account cannot move to the employer where it already is. */
    @Bean
    FormRule employerIsAnotherOne() {
        return rule(
                RequestType.CHANGE_EMPLOYER,
                form -> own(form, Account::isActive).stream().anyMatch(at(form.requiredText("employer")))
                        ? FormError.of("employer", "request.rule.employerIsTheSame")
                        : null);
    }

    /** A change must change something: the level or the end date. */
    @Bean
    FormRule accessLevelIsAnotherOne() {
        return rule(RequestType.PERMISSIONS_CHANGE, form -> {
            List<Account> accounts = own(form, Account::isActive);
            return !accounts.isEmpty() && accounts.stream().noneMatch(account -> changes(form, account))
                    ? FormError.of("accessLevel", "request.rule.levelIsTheSame")
                    : null;
        });
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

    private boolean isOwn(Account account) {
        return currentPerson.require().hasAddress(account.facts().supervisorAddress());
    }

    private List<Account> ofPerson(FormSubmission form) {
        return register.ofPerson(EmailAddresses.normalize(form.requiredText("emailAddress")));
    }

    private static boolean changes(FormSubmission form, Account account) {
        String end = form.text("endDate");
        String before = Objects.toString(account.facts().endDate(), null);
        boolean shown = form.text("account") != null;
        return !account.facts().accessLevel().name().equals(form.text("accessLevel"))
                || (shown || end != null) && !Objects.equals(end, before);
    }

    private static Predicate<Account> at(String employer) {
        return account -> Folding.ORGANIZATION.same(account.facts().employer(), employer);
    }

    private static FormRule rule(RequestType type, Function<FormSubmission, @Nullable FormError> check) {
        return FormRule.of(
                RequestForm.NAME,
                form -> form.requiredText("requestType").equals(type.name()) ? check.apply(form) : null);
    }
}

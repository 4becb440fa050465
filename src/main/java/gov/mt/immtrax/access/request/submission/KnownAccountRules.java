package gov.mt.immtrax.access.request.submission;

import gov.mt.immtrax.access.account.Account;
import gov.mt.immtrax.access.folding.Folding;
import gov.mt.immtrax.access.form.FormError;
import gov.mt.immtrax.access.form.FormRule;
import gov.mt.immtrax.access.form.FormSubmission;
import gov.mt.immtrax.access.identity.CurrentPerson;
import gov.mt.immtrax.access.request.AccessRequestRepository;
import gov.mt.immtrax.access.request.RequestForm;
import gov.mt.immtrax.access.request.RequestType;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The rules for a request with an account number. The form has fewer fields then, because the account supplies the
 * values.
 */
@Configuration(proxyBeanMethods = false)
class KnownAccountRules {

    private final PrefilledAnswers answers;
    private final CurrentPerson currentPerson;

    KnownAccountRules(PrefilledAnswers answers, CurrentPerson currentPerson) {
        this.answers = answers;
        this.currentPerson = currentPerson;
    }

    /** For other supervisors' accounts, the answer is the same as for accounts that do not exist. */
    @Bean
    FormRule accountIsOnesOwn() {
        return rule(form -> form.text("account") != null && own(form).isEmpty()
                ? FormError.of("account", "request.rule.accountNotYours")
                : null);
    }

    /**
     * The request changes this account. A value that contradicts the account would be lost, or would mean another
     * person.
     */
    @Bean
    FormRule accountSaysWhoItIs() {
        return rule(form -> own(form)
                .map(account ->
                        PrefilledAnswers.settled(account, RequestType.valueOf(form.requiredText("requestType"))))
                .flatMap(settled -> settled.entrySet().stream()
                        .filter(known ->
                                !Folding.sameAnswer(known.getKey(), known.getValue(), form.text(known.getKey())))
                        .findFirst())
                .map(known -> FormError.of(known.getKey(), "request.rule.accountSaysOtherwise"))
                .orElse(null));
    }

    /** Without an account, the one field for the address says whom the request is about. */
    @Bean
    FormRule newAddressIsOfAnAccount() {
        return rule(form -> form.text("newEmailAddress") == null
                        || own(form).filter(Account::isActive).isPresent()
                ? null
                : FormError.of("newEmailAddress", "request.rule.newAddressWithoutAccount"));
    }

    /** Nobody is the authorizing official of their own access, unless registry staff approve it. */
    @Bean
    FormRule newAddressIsTheUsers() {
        return rule(form -> form.text("newEmailAddress") != null
                        && currentPerson.official().hasAddress(form.text("newEmailAddress"))
                ? FormError.of("newEmailAddress", "request.rule.addressOfSupervisor")
                : null);
    }

    /** A change of employer needs a new agreement and therefore the complete form. */
    @Bean
    FormRule accountStaysWithItsEmployer() {
        return rule(form -> form.text("account") != null
                        && form.requiredText("requestType").equals(RequestType.CHANGE_EMPLOYER.name())
                ? FormError.of("requestType", "request.rule.accountStaysWithEmployer")
                : null);
    }

    /**
     * A correction must be about the account of the request. If it changes the type, the whole form takes the place of
     * the account.
     */
    @Bean
    FormRule accountStaysInCorrection(AccessRequestRepository requests) {
        return rule(form -> form.caseNumber()
                .map(requests::get)
                .filter(old -> !Objects.equals(old.account(), form.text("account")))
                .filter(old -> form.text("account") != null
                        || old.requestType().name().equals(form.requiredText("requestType")))
                .map(old -> FormError.of("account", "request.rule.accountStays"))
                .orElse(null));
    }

    private Optional<Account> own(FormSubmission form) {
        return Optional.ofNullable(form.text("account")).flatMap(answers::own);
    }

    private static FormRule rule(Function<FormSubmission, @Nullable FormError> check) {
        return FormRule.of(RequestForm.NAME, check);
    }
}

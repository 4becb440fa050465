package gov.mt.immtrax.access.request;

import gov.mt.immtrax.access.form.FormError;
import gov.mt.immtrax.access.form.FormRule;
import gov.mt.immtrax.access.form.FormSubmission;
import gov.mt.immtrax.access.identity.CurrentPerson;
import gov.mt.immtrax.access.identity.Person;
import java.util.function.Function;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The rules of the help desk's decision (contract, "Provision access"). */
@Configuration(proxyBeanMethods = false)
class ProvisionAccessRules {

    static final String FORM = "provision-access";

    /** Whoever else can reach the engine does not decide about access. */
    @Bean
    FormRule helpDeskDecides(CurrentPerson currentPerson) {
        return rule(form -> currentPerson.find().filter(Person::worksAtHelpDesk).isPresent()
                ? null
                : FormError.of("outcome", "request.rule.helpDeskDecides"));
    }

    /** A new account has a user name. */
    @Bean
    FormRule newAccountHasUsername() {
        return rule(form -> isNewAccount(form) && form.text("username") == null
                ? FormError.of("username", "request.rule.usernameMissing")
                : null);
    }

    /** A new account has a temporary password. */
    @Bean
    FormRule newAccountHasTemporaryPassword() {
        return rule(form -> isNewAccount(form) && form.text("temporaryPassword") == null
                ? FormError.of("temporaryPassword", "request.rule.temporaryPasswordMissing")
                : null);
    }

    /** A password that nobody will be sent must not lie around. */
    @Bean
    FormRule noPasswordWithoutNewAccount() {
        return rule(form -> !isNewAccount(form) && form.text("temporaryPassword") != null
                ? FormError.of("temporaryPassword", "request.rule.noCredentialsNeeded")
                : null);
    }

    /** Whoever is sent back or turned away is told why. */
    @Bean
    FormRule refusalHasReason() {
        return rule(form -> outcome(form) != ProvisioningOutcome.PROVISIONED && form.text("note") == null
                ? FormError.of("note", "request.rule.noteMissing")
                : null);
    }

    static ProvisioningOutcome outcome(FormSubmission form) {
        return ProvisioningOutcome.valueOf(form.text("outcome"));
    }

    /** Whether this decision leads to credentials; for which types it does is said by {@code request-policy.dmn}. */
    static boolean isNewAccount(FormSubmission form) {
        return outcome(form) == ProvisioningOutcome.PROVISIONED
                && Boolean.TRUE.equals(form.routing().get("credentialsIssued"));
    }

    private static FormRule rule(Function<FormSubmission, FormError> check) {
        return FormRule.of(FORM, check);
    }
}

package gov.mt.immtrax.access.request.provisioning;

import gov.mt.immtrax.access.form.FormError;
import gov.mt.immtrax.access.form.FormRule;
import gov.mt.immtrax.access.form.FormSubmission;
import gov.mt.immtrax.access.identity.CurrentPerson;
import gov.mt.immtrax.access.identity.Person;
import gov.mt.immtrax.access.request.AccessRequestRepository;
import gov.mt.immtrax.access.request.AccountMatch;
import gov.mt.immtrax.access.request.AccountMatches;
import java.util.Optional;
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

    /** A user name is free, or says which account of this person is meant. */
    @Bean
    FormRule usernameFitsTheRegister(AccessRequestRepository requests, AccountMatches accounts) {
        return rule(form -> choice(form, requests, accounts)
                .filter(AccountMatch::isRefused)
                .map(choice -> FormError.of("username", choice.problem()))
                .orElse(null));
    }

    /** Where nobody signs again, an account is used again for which somebody has signed. */
    @Bean
    FormRule unsignedRequestUsesAnAccountAgain(AccessRequestRepository requests, AccountMatches accounts) {
        return rule(form -> Boolean.TRUE.equals(form.routing().get("agreementOnFile"))
                        && choice(form, requests, accounts)
                                .filter(choice -> !choice.isRefused() && !choice.hasAgreement())
                                .isPresent()
                ? FormError.of("username", "request.rule.usernameOfInactivatedAccount")
                : null);
    }

    /** Nobody can begin to use an account without a password. */
    @Bean
    FormRule newAccountHasTemporaryPassword(AccessRequestRepository requests, AccountMatches accounts) {
        return rule(form -> form.text("temporaryPassword") == null
                        && choice(form, requests, accounts)
                                .filter(choice -> needsCredentials(form, choice))
                                .isPresent()
                ? FormError.of("temporaryPassword", "request.rule.temporaryPasswordMissing")
                : null);
    }

    /** A password that nobody will be sent must not lie around. */
    @Bean
    FormRule noPasswordWithoutNewAccount(AccessRequestRepository requests, AccountMatches accounts) {
        return rule(form -> form.text("temporaryPassword") != null
                        && choice(form, requests, accounts)
                                .filter(choice -> choice.isRefused() || needsCredentials(form, choice))
                                .isEmpty()
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

    /**
     * Whether this decision leads to credentials: {@code request-policy.dmn} says so, or nobody uses the account yet.
     */
    static boolean needsCredentials(FormSubmission form, AccountMatch choice) {
        return Boolean.TRUE.equals(form.routing().get("credentialsIssued")) || choice.needsCredentials();
    }

    /** The account of a positive decision; empty for any other. */
    private static Optional<AccountMatch> choice(
            FormSubmission form, AccessRequestRepository requests, AccountMatches accounts) {
        return outcome(form) == ProvisioningOutcome.PROVISIONED
                ? Optional.of(accounts.choose(requests.get(form.caseNumber().orElseThrow()), form.text("username")))
                : Optional.empty();
    }

    private static FormRule rule(Function<FormSubmission, FormError> check) {
        return FormRule.of(FORM, check);
    }
}

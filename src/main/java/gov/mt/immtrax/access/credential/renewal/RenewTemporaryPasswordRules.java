package gov.mt.immtrax.access.credential.renewal;

import gov.mt.immtrax.access.credential.process.CredentialHandover;
import gov.mt.immtrax.access.form.FormError;
import gov.mt.immtrax.access.form.FormRule;
import gov.mt.immtrax.access.form.FormSubmission;
import gov.mt.immtrax.access.identity.CurrentPerson;
import gov.mt.immtrax.access.identity.Person;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The rules for the help desk's decision about a renewal. */
@Configuration(proxyBeanMethods = false)
class RenewTemporaryPasswordRules {

    static final String FORM = "renew-temporary-password";

    /** Only the help desk may set passwords, even if others can reach the engine. */
    @Bean
    FormRule helpDeskRenews(CurrentPerson currentPerson) {
        return rule(form -> currentPerson.find().filter(Person::worksAtHelpDesk).isPresent()
                ? null
                : FormError.of("outcome", "credential.rule.helpDeskRenews"));
    }

    /** Nobody can log in to an account that was inactivated while the task was open. */
    @Bean
    FormRule renewedAccountIsActive(CredentialHandover handover) {
        return rule(form -> outcome(form) == RenewalOutcome.RENEWED
                        && handover.hasEndedAccount(form.caseNumber().orElseThrow())
                ? FormError.of("outcome", "credential.rule.accountEnded")
                : null);
    }

    /** A renewal needs a new password. */
    @Bean
    FormRule renewalHasTemporaryPassword() {
        return rule(form -> outcome(form) == RenewalOutcome.RENEWED && form.text("temporaryPassword") == null
                ? FormError.of("temporaryPassword", "credential.rule.newPasswordMissing")
                : null);
    }

    /** A password that will not be shown to anyone must not be stored. */
    @Bean
    FormRule noPasswordWithoutRenewal() {
        return rule(form -> outcome(form) == RenewalOutcome.DECLINED && form.text("temporaryPassword") != null
                ? FormError.of("temporaryPassword", "credential.rule.noNewPassword")
                : null);
    }

    /** A declined renewal needs a reason for the user. */
    @Bean
    FormRule declinedRenewalHasReason() {
        return rule(form -> outcome(form) == RenewalOutcome.DECLINED && form.text("note") == null
                ? FormError.of("note", "credential.rule.renewalNoteMissing")
                : null);
    }

    static RenewalOutcome outcome(FormSubmission form) {
        return RenewalOutcome.valueOf(form.requiredText("outcome"));
    }

    private static FormRule rule(Function<FormSubmission, @Nullable FormError> check) {
        return FormRule.of(FORM, check);
    }
}

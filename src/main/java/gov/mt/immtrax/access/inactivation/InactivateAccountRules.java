package gov.mt.immtrax.access.inactivation;

import gov.mt.immtrax.access.form.FormError;
import gov.mt.immtrax.access.form.FormRule;
import gov.mt.immtrax.access.form.FormSubmission;
import gov.mt.immtrax.access.identity.CurrentPerson;
import gov.mt.immtrax.access.identity.Person;
import gov.mt.immtrax.access.identity.Role;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The rules for the decision on an account that is to be inactivated. */
@Configuration(proxyBeanMethods = false)
class InactivateAccountRules {

    static final String FORM = "inactivate-account";

    /** The help desk lead is notified of overdue tasks and may therefore decide in place of others. */
    @Bean
    FormRule whoeverIsAskedInactivates(CurrentPerson currentPerson) {
        return rule(form ->
                currentPerson.find().filter(person -> isAsked(person, form)).isPresent()
                        ? null
                        : FormError.of(
                                "outcome",
                                asked(form) == Role.HELP_DESK
                                        ? "inactivation.rule.helpDeskInactivates"
                                        : "inactivation.rule.registryStaffInactivates"));
    }

    /** The person who requested the end of the access must learn why the account was kept. */
    @Bean
    FormRule keptAccountHasReason() {
        return rule(form -> answer(form) == InactivationAnswer.KEPT && form.text("note") == null
                ? FormError.of("note", "inactivation.rule.noteMissing")
                : null);
    }

    /**
     * An account that the register knows did exist. If imMTrax no longer has it, no one can log in with it, so it
     * counts as inactivated.
     */
    @Bean
    FormRule knownAccountIsNotMissing() {
        return rule(form ->
                answer(form) == InactivationAnswer.NO_ACCOUNT && form.routing().get("accountNumber") != null
                        ? FormError.of("outcome", "inactivation.rule.accountIsKnown")
                        : null);
    }

    static InactivationAnswer answer(FormSubmission form) {
        return InactivationAnswer.valueOf(form.requiredText("outcome"));
    }

    private static boolean isAsked(Person person, FormSubmission form) {
        return person.is(asked(form)) || person.is(Role.HELP_DESK_LEAD);
    }

    private static Role asked(FormSubmission form) {
        return Role.ofGroup((String) Objects.requireNonNull(form.routing().get("inactivator")))
                .orElseThrow();
    }

    private static FormRule rule(Function<FormSubmission, @Nullable FormError> check) {
        return FormRule.of(FORM, check);
    }
}

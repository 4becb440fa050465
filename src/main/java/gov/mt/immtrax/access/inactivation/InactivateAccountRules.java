package gov.mt.immtrax.access.inactivation;

import gov.mt.immtrax.access.form.FormError;
import gov.mt.immtrax.access.form.FormRule;
import gov.mt.immtrax.access.form.FormSubmission;
import gov.mt.immtrax.access.identity.CurrentPerson;
import gov.mt.immtrax.access.identity.Person;
import gov.mt.immtrax.access.identity.Role;
import java.util.function.Function;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The rules of the decision about an account that is to be inactivated. */
@Configuration(proxyBeanMethods = false)
class InactivateAccountRules {

    static final String FORM = "inactivate-account";

    /** The lead, who is told of what is overdue, may decide whatever is asked of others. */
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

    /** Whoever asked for the end of an access is told why it goes on. */
    @Bean
    FormRule keptAccountHasReason() {
        return rule(form -> answer(form) == InactivationAnswer.KEPT && form.text("note") == null
                ? FormError.of("note", "inactivation.rule.noteMissing")
                : null);
    }

    /** What the register knows was there: if imMTrax has it no more, nobody can log in with it. */
    @Bean
    FormRule knownAccountIsNotMissing() {
        return rule(form ->
                answer(form) == InactivationAnswer.NO_ACCOUNT && form.routing().get("accountNumber") != null
                        ? FormError.of("outcome", "inactivation.rule.accountIsKnown")
                        : null);
    }

    static InactivationAnswer answer(FormSubmission form) {
        return InactivationAnswer.valueOf(form.text("outcome"));
    }

    private static boolean isAsked(Person person, FormSubmission form) {
        return person.is(asked(form)) || person.is(Role.HELP_DESK_LEAD);
    }

    private static Role asked(FormSubmission form) {
        return Role.ofGroup((String) form.routing().get("inactivator")).orElseThrow();
    }

    private static FormRule rule(Function<FormSubmission, FormError> check) {
        return FormRule.of(FORM, check);
    }
}

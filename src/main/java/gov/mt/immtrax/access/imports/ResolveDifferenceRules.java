package gov.mt.immtrax.access.imports;

import gov.mt.immtrax.access.form.FormError;
import gov.mt.immtrax.access.form.FormRule;
import gov.mt.immtrax.access.form.FormSubmission;
import gov.mt.immtrax.access.identity.CurrentPerson;
import gov.mt.immtrax.access.identity.Person;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The rules for the help desk's answer about a difference. */
@Configuration(proxyBeanMethods = false)
class ResolveDifferenceRules {

    static final String FORM = "resolve-difference";

    /** Only the help desk may decide, because other staff can also reach the task in the engine. */
    @Bean
    FormRule helpDeskResolves(CurrentPerson currentPerson) {
        return FormRule.of(
                FORM,
                form -> currentPerson.find().filter(Person::worksAtHelpDesk).isPresent()
                        ? null
                        : FormError.of("outcome", "imports.rule.helpDeskResolves"));
    }

    /** A difference that is left as it is needs a reason. */
    @Bean
    FormRule leftDifferenceHasReason() {
        return FormRule.of(
                FORM,
                form -> outcome(form) == DifferenceOutcome.LEFT && form.text("note") == null
                        ? FormError.of("note", "imports.rule.noteMissing")
                        : null);
    }

    static DifferenceOutcome outcome(FormSubmission form) {
        return DifferenceOutcome.valueOf(form.requiredText("outcome"));
    }
}

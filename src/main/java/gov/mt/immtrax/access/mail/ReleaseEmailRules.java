package gov.mt.immtrax.access.mail;

import gov.mt.immtrax.access.form.FormError;
import gov.mt.immtrax.access.form.FormRule;
import gov.mt.immtrax.access.form.FormSubmission;
import gov.mt.immtrax.access.identity.CurrentPerson;
import gov.mt.immtrax.access.identity.Person;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The rules for the help desk's decision on a held email. */
@Configuration(proxyBeanMethods = false)
class ReleaseEmailRules {

    static final String FORM = "release-email";

    /** Only the help desk may decide, because other staff can also reach the task in the engine. */
    @Bean
    FormRule helpDeskReleases(CurrentPerson currentPerson) {
        return FormRule.of(
                FORM,
                form -> currentPerson.find().filter(Person::worksAtHelpDesk).isPresent()
                        ? null
                        : FormError.of("outcome", "mail.rule.helpDeskReleases"));
    }

    /** Dropping an email requires a reason. */
    @Bean
    FormRule droppedMailHasReason() {
        return FormRule.of(
                FORM,
                form -> outcome(form) == ReleaseOutcome.DROPPED && form.text("note") == null
                        ? FormError.of("note", "mail.rule.noteMissing")
                        : null);
    }

    static ReleaseOutcome outcome(FormSubmission form) {
        return ReleaseOutcome.valueOf(form.requiredText("outcome"));
    }
}

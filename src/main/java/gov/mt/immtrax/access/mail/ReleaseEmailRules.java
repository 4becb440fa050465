package gov.mt.immtrax.access.mail;

import gov.mt.immtrax.access.form.FormError;
import gov.mt.immtrax.access.form.FormRule;
import gov.mt.immtrax.access.form.FormSubmission;
import gov.mt.immtrax.access.identity.CurrentPerson;
import gov.mt.immtrax.access.identity.Person;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The rules of the help desk's word about a mail that is held. */
@Configuration(proxyBeanMethods = false)
class ReleaseEmailRules {

    static final String FORM = "release-email";

    /** Whoever else can reach the engine sends nothing to strangers. */
    @Bean
    FormRule helpDeskReleases(CurrentPerson currentPerson) {
        return FormRule.of(
                FORM,
                form -> currentPerson.find().filter(Person::worksAtHelpDesk).isPresent()
                        ? null
                        : FormError.of("outcome", "mail.rule.helpDeskReleases"));
    }

    /** A mail that nobody gets has a reason. */
    @Bean
    FormRule droppedMailHasReason() {
        return FormRule.of(
                FORM,
                form -> outcome(form) == ReleaseOutcome.DROPPED && form.text("note") == null
                        ? FormError.of("note", "mail.rule.noteMissing")
                        : null);
    }

    static ReleaseOutcome outcome(FormSubmission form) {
        return ReleaseOutcome.valueOf(form.text("outcome"));
    }
}

package gov.mt.immtrax.access.inactivation.stop;

import gov.mt.immtrax.access.calendar.BusinessCalendar;
import gov.mt.immtrax.access.form.FormError;
import gov.mt.immtrax.access.form.FormRule;
import gov.mt.immtrax.access.form.FormSubmission;
import gov.mt.immtrax.access.identity.CurrentPerson;
import gov.mt.immtrax.access.identity.Role;
import java.time.Clock;
import java.time.LocalDate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The rules of the decision about a day on which too many accounts were due. */
@Configuration(proxyBeanMethods = false)
class ReviewMassInactivationRules {

    static final String FORM = "review-mass-inactivation";

    private static final int LONGEST_PAUSE_IN_MONTHS = 1;

    /** Whoever else can reach the engine lets nobody go on. */
    @Bean
    FormRule registryStaffDecide(CurrentPerson currentPerson) {
        return FormRule.of(
                FORM,
                form -> currentPerson
                                .find()
                                .filter(it -> it.is(Role.REGISTRY_STAFF))
                                .isPresent()
                        ? null
                        : FormError.of("outcome", "inactivation.rule.registryStaffDecide"));
    }

    /** A pause ends some day, so that nobody is forgotten. */
    @Bean
    FormRule pauseHasAnEnd(BusinessCalendar calendar, Clock clock) {
        return FormRule.of(FORM, form -> {
            LocalDate today = calendar.dateOf(clock.instant());
            return decision(form) == StopDecision.HELD && !isWithinAMonth(form.text("heldUntil"), today)
                    ? FormError.of("heldUntil", "inactivation.rule.heldUntil")
                    : null;
        });
    }

    /** Who is let go on does not wait for a day. */
    @Bean
    FormRule releaseHasNoPause() {
        return FormRule.of(
                FORM,
                form -> decision(form) == StopDecision.RELEASED && form.text("heldUntil") != null
                        ? FormError.of("heldUntil", "inactivation.rule.noPause")
                        : null);
    }

    /**
     * Those are released whom somebody has looked at: a list of another day, or after another export, is another one.
     */
    @Bean
    FormRule releasedListIsTheOneSeen(MassInactivation massInactivation) {
        return FormRule.of(FORM, form -> {
            String seen = form.text("listCode");
            if (decision(form) != StopDecision.RELEASED
                    || massInactivation.listCode().equalsIgnoreCase(seen)) {
                return null;
            }
            return FormError.of(
                    "listCode", seen == null ? "inactivation.rule.listMissing" : "inactivation.rule.listChanged");
        });
    }

    static StopDecision decision(FormSubmission form) {
        return StopDecision.valueOf(form.text("outcome"));
    }

    private static boolean isWithinAMonth(String day, LocalDate today) {
        return day != null
                && !LocalDate.parse(day).isBefore(today)
                && !LocalDate.parse(day).isAfter(today.plusMonths(LONGEST_PAUSE_IN_MONTHS));
    }
}

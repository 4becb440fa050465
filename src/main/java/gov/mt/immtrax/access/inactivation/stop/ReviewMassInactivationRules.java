package gov.mt.immtrax.access.inactivation.stop;

import gov.mt.immtrax.access.calendar.BusinessCalendar;
import gov.mt.immtrax.access.form.FormError;
import gov.mt.immtrax.access.form.FormRule;
import gov.mt.immtrax.access.form.FormSubmission;
import gov.mt.immtrax.access.identity.CurrentPerson;
import gov.mt.immtrax.access.identity.Role;
import java.time.Clock;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The rules for the decision on a stop. */
@Configuration(proxyBeanMethods = false)
class ReviewMassInactivationRules {

    static final String FORM = "review-mass-inactivation";

    private static final int LONGEST_PAUSE_IN_MONTHS = 1;

    /** Only registry staff may decide, because other staff can also reach the task in the engine. */
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

    /** A hold must end within a month, so that no account is forgotten. */
    @Bean
    FormRule pauseHasAnEnd(BusinessCalendar calendar, Clock clock) {
        return FormRule.of(FORM, form -> {
            LocalDate today = calendar.dateOf(clock.instant());
            return decision(form) == StopDecision.HELD && !isWithinAMonth(form.text("heldUntil"), today)
                    ? FormError.of("heldUntil", "inactivation.rule.heldUntil")
                    : null;
        });
    }

    /** A release has no date. */
    @Bean
    FormRule releaseHasNoPause() {
        return FormRule.of(
                FORM,
                form -> decision(form) == StopDecision.RELEASED && form.text("heldUntil") != null
                        ? FormError.of("heldUntil", "inactivation.rule.noPause")
                        : null);
    }

    /**
     * Only the list that registry staff have seen is released. On another day or after another export, the list is
     * different.
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
        return StopDecision.valueOf(form.requiredText("outcome"));
    }

    private static boolean isWithinAMonth(@Nullable String day, LocalDate today) {
        return day != null
                && !LocalDate.parse(day).isBefore(today)
                && !LocalDate.parse(day).isAfter(today.plusMonths(LONGEST_PAUSE_IN_MONTHS));
    }
}

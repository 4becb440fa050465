package gov.mt.immtrax.access.people.departure;

import gov.mt.immtrax.access.form.FormError;
import gov.mt.immtrax.access.form.FormRule;
import gov.mt.immtrax.access.form.FormSubmission;
import gov.mt.immtrax.access.identity.CurrentPerson;
import gov.mt.immtrax.access.identity.EmailAddresses;
import gov.mt.immtrax.access.people.replacement.NewSupervisorRules;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The rules for the answer about a supervisor who left. */
@Configuration(proxyBeanMethods = false)
class ReplaceSupervisorRules {

    static final String FORM = "replace-supervisor";

    private final DepartureRepository departures;
    private final SupervisorDepartures left;

    ReplaceSupervisorRules(DepartureRepository departures, SupervisorDepartures left) {
        this.departures = departures;
        this.left = left;
    }

    @Bean
    FormRule registryStaffReplaceSupervisor(CurrentPerson currentPerson) {
        return NewSupervisorRules.registryStaffDecides(FORM, currentPerson);
    }

    @Bean
    FormRule replacementHasName() {
        return NewSupervisorRules.hasName(FORM, ReplaceSupervisorRules::isReplaced);
    }

    @Bean
    FormRule replacementHasAddress() {
        return NewSupervisorRules.hasAddress(FORM, ReplaceSupervisorRules::isReplaced);
    }

    @Bean
    FormRule noReplacementUnlessReplaced() {
        return NewSupervisorRules.hasNoAddressInVain(
                FORM, ReplaceSupervisorRules::isReplaced, "people.rule.notReplaced");
    }

    /** Who takes over is another person, and has not left too. */
    @Bean
    FormRule replacementIsSomebodyWhoIsThere() {
        return rule(form -> {
            if (!isReplaced(form) || form.text("supervisorAddress") == null) {
                return null;
            }
            String former = departures.get(form.caseNumber().orElseThrow()).address();
            String address = EmailAddresses.normalize(form.text("supervisorAddress"));
            if (address.equals(former)) {
                return FormError.of("supervisorAddress", "people.rule.sameSupervisor");
            }
            return left.hasLeftAny(address, left.leftBy(former))
                    ? FormError.of("supervisorAddress", SupervisorDepartures.LEFT_TOO)
                    : null;
        });
    }

    static DepartureOutcome outcome(FormSubmission form) {
        return DepartureOutcome.valueOf(form.requiredText("outcome"));
    }

    private static boolean isReplaced(FormSubmission form) {
        return outcome(form) == DepartureOutcome.REPLACED;
    }

    private static FormRule rule(Function<FormSubmission, @Nullable FormError> check) {
        return FormRule.of(FORM, check);
    }
}

package gov.mt.immtrax.access.people.departure;

import gov.mt.immtrax.access.form.FormError;
import gov.mt.immtrax.access.form.FormRule;
import gov.mt.immtrax.access.form.FormSubmission;
import gov.mt.immtrax.access.identity.CurrentPerson;
import gov.mt.immtrax.access.identity.EmailAddresses;
import gov.mt.immtrax.access.identity.Role;
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

    /** Only registry staff may decide, because other staff can also reach the task in the engine. */
    @Bean
    FormRule registryStaffReplaceSupervisor(CurrentPerson currentPerson) {
        return rule(form -> currentPerson
                        .find()
                        .filter(person -> person.is(Role.REGISTRY_STAFF))
                        .isPresent()
                ? null
                : FormError.of("outcome", "people.rule.registryStaffDecides"));
    }

    /** Who takes over has a name. */
    @Bean
    FormRule replacementHasName() {
        return rule(form -> isReplaced(form) && form.text("supervisorName") == null
                ? FormError.of("supervisorName", "people.rule.nameMissing")
                : null);
    }

    /** Who takes over has an address. */
    @Bean
    FormRule replacementHasAddress() {
        return rule(form -> isReplaced(form) && form.text("supervisorAddress") == null
                ? FormError.of("supervisorAddress", "people.rule.addressMissing")
                : null);
    }

    /** An address that was typed and then ignored would look as if it had been accepted. */
    @Bean
    FormRule noReplacementUnlessReplaced() {
        return rule(form -> !isReplaced(form) && form.text("supervisorAddress") != null
                ? FormError.of("supervisorAddress", "people.rule.notReplaced")
                : null);
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

package gov.mt.immtrax.access.people.dispute;

import gov.mt.immtrax.access.account.Account;
import gov.mt.immtrax.access.account.AccountRegister;
import gov.mt.immtrax.access.form.FormError;
import gov.mt.immtrax.access.form.FormRule;
import gov.mt.immtrax.access.form.FormSubmission;
import gov.mt.immtrax.access.identity.CurrentPerson;
import gov.mt.immtrax.access.identity.EmailAddresses;
import gov.mt.immtrax.access.identity.Role;
import gov.mt.immtrax.access.people.departure.SupervisorDepartures;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The rules for the decision on who is responsible for an account. */
@Configuration(proxyBeanMethods = false)
class DecideDisputeRules {

    static final String FORM = "decide-dispute";

    /** Only registry staff may decide, because other staff can also reach the task in the engine. */
    @Bean
    FormRule registryStaffDecideDispute(CurrentPerson currentPerson) {
        return rule(form -> currentPerson
                        .find()
                        .filter(person -> person.is(Role.REGISTRY_STAFF))
                        .isPresent()
                ? null
                : FormError.of("outcome", "people.rule.registryStaffDecides"));
    }

    /** A reassigned account needs the name of its new supervisor. */
    @Bean
    FormRule newSupervisorHasName() {
        return rule(form -> isReassigned(form) && form.text("supervisorName") == null
                ? FormError.of("supervisorName", "people.rule.nameMissing")
                : null);
    }

    /** A reassigned account needs the address of its new supervisor. */
    @Bean
    FormRule newSupervisorHasAddress() {
        return rule(form -> isReassigned(form) && form.text("supervisorAddress") == null
                ? FormError.of("supervisorAddress", "people.rule.addressMissing")
                : null);
    }

    /** An address that was typed and then ignored would look as if it had been accepted. */
    @Bean
    FormRule noNewSupervisorUnlessReassigned() {
        return rule(form -> !isReassigned(form) && form.text("supervisorAddress") != null
                ? FormError.of("supervisorAddress", "people.rule.notReassigned")
                : null);
    }

    /** The new supervisor must be another person who has not left, and no one is their own supervisor. */
    @Bean
    FormRule newSupervisorIsSomebodyElse(AccountRegister register, SupervisorDepartures departures) {
        return rule(form -> {
            if (!isReassigned(form) || form.text("supervisorAddress") == null) {
                return null;
            }
            Account account = register.get(form.caseNumber().orElseThrow());
            var facts = account.facts();
            String address = EmailAddresses.normalize(form.text("supervisorAddress"));
            if (address.equals(facts.supervisorAddress())) {
                return FormError.of("supervisorAddress", "people.rule.sameSupervisor");
            }
            if (address.equals(facts.emailAddress())) {
                return FormError.of("supervisorAddress", "people.rule.ownSupervisor");
            }
            return departures.hasLeftAny(address, List.of(account))
                    ? FormError.of("supervisorAddress", SupervisorDepartures.LEFT_TOO)
                    : null;
        });
    }

    static DisputeOutcome outcome(FormSubmission form) {
        return DisputeOutcome.valueOf(form.requiredText("outcome"));
    }

    private static boolean isReassigned(FormSubmission form) {
        return outcome(form) == DisputeOutcome.REASSIGNED;
    }

    private static FormRule rule(Function<FormSubmission, @Nullable FormError> check) {
        return FormRule.of(FORM, check);
    }
}

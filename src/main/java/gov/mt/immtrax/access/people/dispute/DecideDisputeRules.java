package gov.mt.immtrax.access.people.dispute;

import gov.mt.immtrax.access.account.Account;
import gov.mt.immtrax.access.account.AccountRegister;
import gov.mt.immtrax.access.form.FormError;
import gov.mt.immtrax.access.form.FormRule;
import gov.mt.immtrax.access.form.FormSubmission;
import gov.mt.immtrax.access.identity.CurrentPerson;
import gov.mt.immtrax.access.identity.EmailAddresses;
import gov.mt.immtrax.access.people.departure.SupervisorDepartures;
import gov.mt.immtrax.access.people.replacement.NewSupervisorRules;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The rules for the decision on who is responsible for an account. */
@Configuration(proxyBeanMethods = false)
class DecideDisputeRules {

    static final String FORM = "decide-dispute";

    @Bean
    FormRule registryStaffDecideDispute(CurrentPerson currentPerson) {
        return NewSupervisorRules.registryStaffDecides(FORM, currentPerson);
    }

    @Bean
    FormRule newSupervisorHasName() {
        return NewSupervisorRules.hasName(FORM, DecideDisputeRules::isReassigned);
    }

    @Bean
    FormRule newSupervisorHasAddress() {
        return NewSupervisorRules.hasAddress(FORM, DecideDisputeRules::isReassigned);
    }

    @Bean
    FormRule noNewSupervisorUnlessReassigned() {
        return NewSupervisorRules.hasNoAddressInVain(
                FORM, DecideDisputeRules::isReassigned, "people.rule.notReassigned");
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

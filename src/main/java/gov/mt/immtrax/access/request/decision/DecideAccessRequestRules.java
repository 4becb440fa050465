package gov.mt.immtrax.access.request.decision;

import gov.mt.immtrax.access.form.FormError;
import gov.mt.immtrax.access.form.FormRule;
import gov.mt.immtrax.access.form.FormSubmission;
import gov.mt.immtrax.access.identity.CurrentPerson;
import gov.mt.immtrax.access.identity.Person;
import gov.mt.immtrax.access.identity.Role;
import gov.mt.immtrax.access.request.AccessRequest;
import gov.mt.immtrax.access.request.AccessRequestRepository;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The rules for a decision of registry staff about a request. */
@Configuration(proxyBeanMethods = false)
class DecideAccessRequestRules {

    static final String FORM = "decide-access-request";

    /** The help desk lead, who is told about overdue decisions, may decide too. */
    @Bean
    FormRule registryStaffDecidesOnRequest(CurrentPerson currentPerson) {
        return rule(form -> currentPerson
                        .find()
                        .filter(person -> person.is(Role.REGISTRY_STAFF) || person.is(Role.HELP_DESK_LEAD))
                        .isPresent()
                ? null
                : FormError.of("outcome", "request.rule.registryStaffDecides"));
    }

    /** No one decides on a request that they submitted, be it as a deputy, or on their own access. */
    @Bean
    FormRule noOneDecidesForThemselves(AccessRequestRepository requests, CurrentPerson currentPerson) {
        return rule(form -> currentPerson
                        .find()
                        .filter(person ->
                                concerns(requests.get(form.caseNumber().orElseThrow()), person))
                        .isPresent()
                ? FormError.of("outcome", "request.rule.ownDecision")
                : null);
    }

    /** A rejection needs a reason for the requester. */
    @Bean
    FormRule rejectedRequestHasReason() {
        return rule(form -> outcome(form) == RequestDecision.REJECTED && form.text("note") == null
                ? FormError.of("note", "request.rule.rejectionNoteMissing")
                : null);
    }

    static RequestDecision outcome(FormSubmission form) {
        return RequestDecision.valueOf(form.requiredText("outcome"));
    }

    private static boolean concerns(AccessRequest request, Person person) {
        boolean submitted = person.issuer().equals(request.supervisorIssuer())
                && person.subject().equals(request.supervisorSubject());
        return submitted || person.hasAddress(request.supervisorAddress()) || person.hasAddress(request.emailAddress());
    }

    private static FormRule rule(Function<FormSubmission, @Nullable FormError> check) {
        return FormRule.of(FORM, check);
    }
}

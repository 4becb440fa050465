package gov.mt.immtrax.access.request.process;

import gov.mt.immtrax.access.account.AccountRegister;
import gov.mt.immtrax.access.form.FormError;
import gov.mt.immtrax.access.form.FormRule;
import gov.mt.immtrax.access.request.AccessRequestRepository;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The rule of requests for the task "Inactivate account". */
@Configuration(proxyBeanMethods = false)
class KeptAccountRules {

    /**
     * An account whose request ended before its credentials were sent is of no use to anyone, and nobody would notice
     * that it is active.
     */
    @Bean
    FormRule keptAccountHasCredentials(AccessRequestRepository requests, AccountRegister register) {
        return FormRule.of(
                "inactivate-account",
                form -> form.routing().get("accountNumber") instanceof String account
                                && "KEPT".equals(form.text("outcome"))
                                && requests.endedBeforeLogin(account)
                                && register.otherEmployers(register.get(account))
                                        .isEmpty()
                        ? FormError.of("outcome", "request.rule.keptWithoutCredentials")
                        : null);
    }
}

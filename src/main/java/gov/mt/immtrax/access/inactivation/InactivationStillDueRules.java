package gov.mt.immtrax.access.inactivation;

import gov.mt.immtrax.access.account.AccountRegister;
import gov.mt.immtrax.access.account.ExtensionLookup;
import gov.mt.immtrax.access.account.InactivationReason;
import gov.mt.immtrax.access.form.FormError;
import gov.mt.immtrax.access.form.FormRule;
import gov.mt.immtrax.access.inactivation.lifecycle.AccountDeadlines;
import java.util.Objects;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Checks what happened to an account while the task to inactivate it was open. */
@Configuration(proxyBeanMethods = false)
class InactivationStillDueRules {

    /**
     * An account must not be inactivated if it was used, exempted or given a later end date after the task was created.
     */
    @Bean
    FormRule inactivatedAccountIsStillDue(AccountDeadlines deadlines) {
        return FormRule.of(InactivateAccountRules.FORM, form -> {
            String account = (String) form.routing().get("accountNumber");
            if (account == null || InactivateAccountRules.answer(form) != InactivationAnswer.INACTIVATED) {
                return null;
            }
            var reason = InactivationReason.valueOf(
                    (String) Objects.requireNonNull(form.routing().get("inactivationReason")));
            return deadlines
                    .objection(account, reason)
                    .map(key -> FormError.of("outcome", key))
                    .orElse(null);
        });
    }

    /** Inactivating an account whose extension is open makes no sense, unless somebody has looked at it. */
    @Bean
    FormRule openExtensionIsLookedAt(AccountRegister register, ExtensionLookup extensions) {
        return FormRule.of(InactivateAccountRules.FORM, form -> {
            String account = (String) form.routing().get("accountNumber");
            return account == null
                            || InactivateAccountRules.answer(form) != InactivationAnswer.INACTIVATED
                            || Boolean.TRUE.equals(form.values().get("despiteContradiction"))
                            || extensions.openFor(register.get(account)).isEmpty()
                    ? null
                    : FormError.question("despiteContradiction", "inactivation.rule.extensionOpen");
        });
    }
}

package gov.mt.immtrax.access.portal;

import gov.mt.immtrax.access.account.Account;
import gov.mt.immtrax.access.account.AccountFacts;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;

/** One account in the register with the user's address, or the one that the request names. */
record AccountSummary(
        String username,
        String accessLevelLabel,
        @Nullable String emailAddress,
        String employer,
        String locationName,
        @Nullable String supervisorName,
        @Nullable String supervisorAddress,
        String statusLabel) {

    /** Labels are in the language of the locale. */
    static AccountSummary of(Account account, MessageSource messages, Locale locale) {
        AccountFacts facts = account.facts();
        return new AccountSummary(
                facts.username(),
                messages.getMessage("request.accessLevel." + facts.accessLevel(), null, locale),
                facts.emailAddress(),
                facts.employer(),
                facts.locationName(),
                facts.supervisorName(),
                facts.supervisorAddress(),
                messages.getMessage("request.account." + account.status(), null, locale));
    }

    @Override
    public String toString() {
        return "AccountSummary[" + statusLabel + "]";
    }
}

package gov.mt.immtrax.access.mail;

import gov.mt.immtrax.access.form.FormError;
import gov.mt.immtrax.access.form.FormRule;
import gov.mt.immtrax.access.identity.EmailAddresses;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The rule for a corrected email address, whatever the email is about. */
@Configuration(proxyBeanMethods = false)
class CorrectEmailAddressRules {

    private static final String FIELD = "emailAddress";

    /** The user's address cannot become that of the supervisor, or the other way round. */
    @Bean
    FormRule correctedAddressIsNobodyElses(MailLedger ledger, ObjectProvider<MailSubject> subjects) {
        return FormRule.of(MailAddressCorrected.FORM, form -> {
            LedgerEntry mail = ledger.find(
                            UUID.fromString((String) form.routing().get("mailId")))
                    .orElseThrow();
            return subjects.stream()
                            .filter(subject ->
                                    subject.kind() == mail.caseNumber().kind())
                            .flatMap(subject ->
                                    subject
                                            .addressesOfOthers(
                                                    mail.audience(),
                                                    mail.caseNumber().text())
                                            .stream())
                            .anyMatch(EmailAddresses.normalize(form.requiredText(FIELD))::equals)
                    ? FormError.of(FIELD, "mail.correction.addressOfOther")
                    : null;
        });
    }
}

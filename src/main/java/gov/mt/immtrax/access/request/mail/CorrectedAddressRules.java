package gov.mt.immtrax.access.request.mail;

import gov.mt.immtrax.access.form.FormError;
import gov.mt.immtrax.access.form.FormRule;
import gov.mt.immtrax.access.form.FormSubmission;
import gov.mt.immtrax.access.identity.CurrentPerson;
import gov.mt.immtrax.access.identity.EmailAddresses;
import gov.mt.immtrax.access.identity.Person;
import gov.mt.immtrax.access.mail.Audience;
import gov.mt.immtrax.access.mail.LedgerEntry;
import gov.mt.immtrax.access.mail.MailAddressCorrected;
import gov.mt.immtrax.access.mail.MailLedger;
import gov.mt.immtrax.access.request.AccessRequest;
import gov.mt.immtrax.access.request.AccessRequestRepository;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The rules for an email address that the help desk corrects: it must belong to one person only. */
@Configuration(proxyBeanMethods = false)
class CorrectedAddressRules {

    private static final String FIELD = "emailAddress";

    /** The address also determines who may sign and correct, so only the help desk may change it. */
    @Bean
    FormRule helpDeskCorrects(CurrentPerson currentPerson) {
        return rule(form -> currentPerson.find().filter(Person::worksAtHelpDesk).isPresent()
                ? null
                : FormError.of(FIELD, "request.rule.helpDeskCorrects"));
    }

    /** The supervisor and the user must stay two different people. */
    @Bean
    FormRule correctedAddressIsNotTheOthers(AccessRequestRepository requests, MailLedger ledger) {
        return rule(form -> {
            AccessRequest request = requests.find(number(form)).orElse(null);
            if (request == null) { // a number of another room
                return null;
            }
            String address = EmailAddresses.normalize(form.requiredText(FIELD));
            if (isForUser(form, ledger)) {
                return address.equals(request.supervisorAddress())
                        ? FormError.of(FIELD, "request.rule.addressOfSupervisor")
                        : null;
            }
            return address.equals(request.emailAddress()) ? FormError.of(FIELD, "request.rule.addressOfUser") : null;
        });
    }

    /** The supervisor must not have another open request for the user with the address. */
    @Bean
    FormRule correctedAddressHasNoOtherRequest(AccessRequestRepository requests, MailLedger ledger) {
        return rule(form -> !isForUser(form, ledger)
                ? null
                : requests.find(number(form))
                        .flatMap(request -> requests.findOpen(
                                EmailAddresses.normalize(form.requiredText(FIELD)), request.supervisorAddress()))
                        .filter(other -> !other.number().equals(number(form)))
                        .map(other -> FormError.of(FIELD, "request.rule.openRequestOfAddress", other.number()))
                        .orElse(null));
    }

    private static boolean isForUser(FormSubmission form, MailLedger ledger) {
        return ledger.of(number(form)).stream()
                .filter(mail -> mail.id().toString().equals(form.routing().get("mailId")))
                .map(LedgerEntry::audience)
                .anyMatch(Audience.USER::equals);
    }

    private static String number(FormSubmission form) {
        return form.caseNumber().orElseThrow();
    }

    private static FormRule rule(Function<FormSubmission, @Nullable FormError> check) {
        return FormRule.of(MailAddressCorrected.FORM, check);
    }
}

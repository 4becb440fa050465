package gov.mt.immtrax.access.deletion.submission;

import gov.mt.immtrax.access.account.Account;
import gov.mt.immtrax.access.calendar.BusinessCalendar;
import gov.mt.immtrax.access.deletion.AccessDeletion;
import gov.mt.immtrax.access.deletion.AccessDeletionRepository;
import gov.mt.immtrax.access.deputy.ActsFor;
import gov.mt.immtrax.access.form.FormError;
import gov.mt.immtrax.access.form.FormLink;
import gov.mt.immtrax.access.form.FormRule;
import gov.mt.immtrax.access.form.FormSubmission;
import gov.mt.immtrax.access.identity.CurrentPerson;
import gov.mt.immtrax.access.identity.EmailAddresses;
import gov.mt.immtrax.access.identity.Person;
import gov.mt.immtrax.access.request.AccessRequestRepository;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The rules across several fields of an access deletion, in the order of the fields on the page. */
@Configuration(proxyBeanMethods = false)
class AccessDeletionRules {

    /** Message key for a requester who already has an open deletion; its argument is the number of that deletion. */
    static final String OPEN_DELETION = "deletion.rule.openDeletion";

    /** Message key for the second of two concurrent requests. */
    static final String OPEN_DELETION_JUST_NOW = "deletion.rule.openDeletionJustNow";

    /**
     * The user name of one person with the address of another could end the wrong access. About other supervisors'
     * people the rule reveals nothing.
     */
    @Bean
    FormRule personIsOne(AccountMatching accounts, CurrentPerson currentPerson) {
        return rule(form -> accounts.of(form, currentPerson.official())
                .filter(account -> accounts.isOf(account, currentPerson.official()))
                .filter(account -> accounts.isAnotherPerson(account, form, currentPerson.official()))
                .map(account -> form.text("username") == null
                        ? FormError.of("emailAddress", "deletion.rule.addressOfAnother")
                        : FormError.of("username", "deletion.rule.usernameOfAnother"))
                .orElse(null));
    }

    /** Nobody ends an access as a deputy that is their own, or the official's, whatever address they type. */
    @Bean
    FormRule deputyEndsAccessOfOthers(ActsFor actsFor, AccountMatching accounts, CurrentPerson currentPerson) {
        return rule(form -> actsFor.mistake("emailAddress", form.text("emailAddress"))
                .or(() -> accounts.of(form, currentPerson.official())
                        .flatMap(account ->
                                actsFor.mistake("emailAddress", account.facts().emailAddress())))
                .orElse(null));
    }

    /** An inactivated account cannot be deleted again. */
    @Bean
    FormRule accountIsStillActive(AccountMatching accounts, CurrentPerson currentPerson) {
        return rule(form -> accounts.of(form, currentPerson.official())
                .filter(account -> accounts.isOf(account, currentPerson.official()))
                .filter(account -> !account.isActive())
                .map(account -> FormError.of("emailAddress", "deletion.rule.alreadyEnded"))
                .orElse(null));
    }

    /**
     * A second deletion of the same account would mean double work. The one from the account's supervisor takes
     * precedence.
     */
    @Bean
    FormRule noOtherDeletionIsOpen(
            AccountMatching accounts, AccessDeletionRepository deletions, CurrentPerson currentPerson) {
        return rule(form -> {
            Person reader = currentPerson.official();
            Optional<Account> account = accounts.of(form, reader);
            String key = account.map(Account::number)
                    .orElseGet(() -> EmailAddresses.normalize(form.requiredText("emailAddress")));
            return deletions
                    .findOpen(key)
                    .filter(open -> account.filter(it -> accounts.supersedes(it, reader, open))
                            .isEmpty())
                    .map(open -> alreadyAsked(
                            open,
                            reader,
                            account.filter(it -> accounts.isOf(it, reader)).isPresent()))
                    .orElse(null);
        });
    }

    private static FormError alreadyAsked(AccessDeletion open, Person reader, boolean responsible) {
        if (reader.hasAddress(open.supervisorAddress())) {
            return FormError.of(
                    "emailAddress", OPEN_DELETION, new FormLink(open.number(), "/deletions/" + open.number()));
        }
        return FormError.of(
                "emailAddress", responsible ? "deletion.rule.endsAlready" : "deletion.rule.openDeletionOfOthers");
    }

    /** Without an active account, the supervisor should withdraw the open request instead. */
    @Bean
    FormRule requestIsWithdrawnInstead(
            AccountMatching accounts, AccessRequestRepository requests, CurrentPerson currentPerson) {
        return rule(form -> accounts.of(form, currentPerson.official())
                        .filter(Account::isActive)
                        .isPresent()
                ? null
                : requests.openFor(EmailAddresses.normalize(form.requiredText("emailAddress"))).stream()
                        .filter(request -> currentPerson.official().hasAddress(request.supervisorAddress()))
                        .filter(request -> request.status().canBeWithdrawn())
                        .findFirst()
                        .map(request -> FormError.of(
                                "emailAddress",
                                "deletion.rule.withdrawRequest",
                                new FormLink(request.number(), "/requests/" + request.number())))
                        .orElse(null));
    }

    /** A last day more than a year away or ago is a typing error. */
    @Bean
    FormRule lastDayIsPlausible(BusinessCalendar calendar, Clock clock) {
        return rule(form -> {
            LocalDate last = LocalDate.parse(form.requiredText("lastDay"));
            LocalDate today = calendar.dateOf(clock.instant());
            return last.isBefore(today.minusYears(1)) || last.isAfter(today.plusYears(1))
                    ? FormError.of("lastDay", "deletion.rule.lastDayImplausible")
                    : null;
        });
    }

    private static FormRule rule(Function<FormSubmission, @Nullable FormError> check) {
        return FormRule.of(DeletionForm.NAME, check);
    }
}

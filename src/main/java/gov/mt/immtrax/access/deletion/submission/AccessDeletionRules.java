package gov.mt.immtrax.access.deletion.submission;

import gov.mt.immtrax.access.account.Account;
import gov.mt.immtrax.access.calendar.BusinessCalendar;
import gov.mt.immtrax.access.deletion.AccessDeletion;
import gov.mt.immtrax.access.deletion.AccessDeletionRepository;
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
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The rules over several fields of an access deletion, in the order in which a person meets the fields. */
@Configuration(proxyBeanMethods = false)
class AccessDeletionRules {

    /** Message key of a rule, for whoever has asked before; its argument names the open deletion. */
    static final String OPEN_DELETION = "deletion.rule.openDeletion";

    /** Message key for whoever comes second at the same moment. */
    static final String OPEN_DELETION_JUST_NOW = "deletion.rule.openDeletionJustNow";

    /**
     * One person's user name and another one's address would end an access that nobody meant; of others' people nothing
     * is said.
     */
    @Bean
    FormRule personIsOne(AccountMatching accounts, CurrentPerson currentPerson) {
        return rule(form -> accounts.of(form, currentPerson.require())
                .filter(account -> AccountMatching.isOf(account, currentPerson.require()))
                .filter(account -> accounts.isAnotherPerson(account, form, currentPerson.require()))
                .map(account -> form.text("username") == null
                        ? FormError.of("emailAddress", "deletion.rule.addressOfAnother")
                        : FormError.of("username", "deletion.rule.usernameOfAnother"))
                .orElse(null));
    }

    /** What has ended cannot end again. */
    @Bean
    FormRule accountIsStillActive(AccountMatching accounts, CurrentPerson currentPerson) {
        return rule(form -> accounts.of(form, currentPerson.require())
                .filter(account -> AccountMatching.isOf(account, currentPerson.require()))
                .filter(account -> !account.isActive())
                .map(account -> FormError.of("emailAddress", "deletion.rule.alreadyEnded"))
                .orElse(null));
    }

    /**
     * A second deletion of the same account would be worked on twice; the one of whoever answers for it comes first.
     */
    @Bean
    FormRule noOtherDeletionIsOpen(
            AccountMatching accounts, AccessDeletionRepository deletions, CurrentPerson currentPerson) {
        return rule(form -> {
            Person reader = currentPerson.require();
            Optional<Account> account = accounts.of(form, reader);
            String key =
                    account.map(Account::number).orElseGet(() -> EmailAddresses.normalize(form.text("emailAddress")));
            return deletions
                    .findOpen(key)
                    .filter(open -> account.filter(it -> AccountMatching.supersedes(it, reader, open))
                            .isEmpty())
                    .map(open -> alreadyAsked(
                            open,
                            reader,
                            account.filter(it -> AccountMatching.isOf(it, reader))
                                    .isPresent()))
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

    /** Where no account is in use, there is nothing to end but the request for one. */
    @Bean
    FormRule requestIsWithdrawnInstead(
            AccountMatching accounts, AccessRequestRepository requests, CurrentPerson currentPerson) {
        return rule(form -> accounts.of(form, currentPerson.require())
                        .filter(Account::isActive)
                        .isPresent()
                ? null
                : requests.findOpenFor(EmailAddresses.normalize(form.text("emailAddress")))
                        .filter(request -> currentPerson.require().hasAddress(request.supervisorAddress()))
                        .filter(request -> request.status().canBeWithdrawn())
                        .map(request -> FormError.of(
                                "emailAddress",
                                "deletion.rule.withdrawRequest",
                                new FormLink(request.number(), "/requests/" + request.number())))
                        .orElse(null));
    }

    /** A last day years away, or years ago, is a slip of the keyboard. */
    @Bean
    FormRule lastDayIsPlausible(BusinessCalendar calendar, Clock clock) {
        return rule(form -> {
            LocalDate last = LocalDate.parse(form.text("lastDay"));
            LocalDate today = calendar.dateOf(clock.instant());
            return last.isBefore(today.minusYears(1)) || last.isAfter(today.plusYears(1))
                    ? FormError.of("lastDay", "deletion.rule.lastDayImplausible")
                    : null;
        });
    }

    private static FormRule rule(Function<FormSubmission, FormError> check) {
        return FormRule.of(DeletionForm.NAME, check);
    }
}

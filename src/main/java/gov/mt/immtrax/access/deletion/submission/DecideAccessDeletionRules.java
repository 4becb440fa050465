package gov.mt.immtrax.access.deletion.submission;

import gov.mt.immtrax.access.account.Account;
import gov.mt.immtrax.access.account.AccountRegister;
import gov.mt.immtrax.access.deletion.AccessDeletionRepository;
import gov.mt.immtrax.access.form.FormError;
import gov.mt.immtrax.access.form.FormRule;
import gov.mt.immtrax.access.form.FormSubmission;
import gov.mt.immtrax.access.identity.CurrentPerson;
import gov.mt.immtrax.access.identity.Role;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The rules for a decision of registry staff about a deletion that the account's supervisor did not request. */
@Configuration(proxyBeanMethods = false)
class DecideAccessDeletionRules {

    static final String FORM = "decide-access-deletion";

    /** The help desk lead, who is told about overdue decisions, may decide too. */
    @Bean
    FormRule registryStaffDecides(CurrentPerson currentPerson) {
        return rule(form -> currentPerson
                        .find()
                        .filter(person -> person.is(Role.REGISTRY_STAFF) || person.is(Role.HELP_DESK_LEAD))
                        .isPresent()
                ? null
                : FormError.of("outcome", "deletion.rule.registryStaffDecides"));
    }

    /** A rejection needs a reason for the requester. */
    @Bean
    FormRule rejectionHasReason() {
        return rule(form -> outcome(form) == DeletionDecision.REJECTED && form.text("note") == null
                ? FormError.of("note", "deletion.rule.noteMissing")
                : null);
    }

    /** A user name must be that of a known account. */
    @Bean
    FormRule namedAccountIsKnown(
            AccountRegister register, AccountMatching accounts, AccessDeletionRepository deletions) {
        return rule(form -> {
            String named = form.text("username");
            if (named == null || named(form, accounts, deletions).isPresent()) {
                return null;
            }
            return FormError.of(
                    "username",
                    register.ofLogin(named).isEmpty()
                            ? "deletion.rule.usernameUnknown"
                            : "deletion.rule.usernameOfSeveral");
        });
    }

    /** A second deletion of the same account would mean double work. */
    @Bean
    FormRule noOtherDeletionOfTheNamedAccountIsOpen(AccountMatching accounts, AccessDeletionRepository deletions) {
        return rule(form -> named(form, accounts, deletions)
                .flatMap(account -> deletions.findOpen(account.number()))
                .filter(open -> !form.caseNumber().equals(Optional.of(open.number())))
                .map(open -> FormError.of("username", AccessDeletionRules.OPEN_DELETION, open.number()))
                .orElse(null));
    }

    private static Optional<Account> named(
            FormSubmission form, AccountMatching accounts, AccessDeletionRepository deletions) {
        return Optional.ofNullable(form.text("username"))
                .flatMap(name ->
                        accounts.named(name, deletions.get(form.caseNumber().orElseThrow())));
    }

    static DeletionDecision outcome(FormSubmission form) {
        return DeletionDecision.valueOf(form.requiredText("outcome"));
    }

    private static FormRule rule(Function<FormSubmission, @Nullable FormError> check) {
        return FormRule.of(FORM, check);
    }
}

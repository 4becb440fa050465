package gov.mt.immtrax.access.request.provisioning;

import static gov.mt.immtrax.access.request.AccountMatches.LIKELY_ACCOUNT;
import static gov.mt.immtrax.access.request.AccountMatches.OTHER_EMPLOYER;

import gov.mt.immtrax.access.account.Account;
import gov.mt.immtrax.access.form.FormError;
import gov.mt.immtrax.access.form.FormRule;
import gov.mt.immtrax.access.form.FormSubmission;
import gov.mt.immtrax.access.identity.CurrentPerson;
import gov.mt.immtrax.access.identity.Person;
import gov.mt.immtrax.access.request.AccessRequest;
import gov.mt.immtrax.access.request.AccessRequestRepository;
import gov.mt.immtrax.access.request.AccountMatch;
import gov.mt.immtrax.access.request.AccountMatches;
import gov.mt.immtrax.access.request.OtherEmployer;
import gov.mt.immtrax.access.request.ProvisioningContradictions;
import gov.mt.immtrax.access.request.Reactivations;
import gov.mt.immtrax.access.request.RequestType;
import gov.mt.immtrax.access.request.likely.LikelyAccount;
import gov.mt.immtrax.access.request.likely.LikelyAccounts;
import gov.mt.immtrax.access.request.likely.LikelyAnswer;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The rules of the help desk's decision (contract, "Provision access"). */
@Configuration(proxyBeanMethods = false)
class ProvisionAccessRules {

    static final String FORM = "provision-access";

    /** What becomes of the open requests of other supervisors for the same person: {@value #END_RIVALS} or KEEP. */
    static final String RIVALS = "otherRequests";

    static final String END_RIVALS = "END";

    /** Only the help desk may decide, because other staff can also reach the task in the engine. */
    @Bean
    FormRule helpDeskDecides(CurrentPerson currentPerson) {
        return rule(form -> currentPerson.find().filter(Person::worksAtHelpDesk).isPresent()
                ? null
                : FormError.of("outcome", "request.rule.helpDeskDecides"));
    }

    /** A user name must be new or that of an account of this person. */
    @Bean
    FormRule usernameFitsTheRegister(AccessRequestRepository requests, AccountMatches accounts) {
        return rule(form ->
                choice(form, requests, accounts).map(AccountMatch::problem).orElse(null));
    }

    /**
     * Before anybody gets a second account, the help desk says which of the likely ones is the person's, or that none
     * is. It does so by choosing one, or by entering its user name. The accounts are looked for again, because one may
     * have appeared since the form was opened.
     */
    @Bean
    FormRule samePersonIsSaid(AccessRequestRepository requests, AccountMatches accounts, LikelyAccounts likely) {
        return rule(form -> {
            AccountMatch choice = choice(form, requests, accounts)
                    .filter(it -> !it.isRefused())
                    .orElse(null);
            LikelyAnswer answer = LikelyAnswer.of(form.text(LIKELY_ACCOUNT));
            if (choice == null
                    || !form.asks(LIKELY_ACCOUNT)
                    || answer.isBlank() && (!choice.isAddition() || mustUseAgreement(form))) {
                return null;
            }
            List<LikelyAccount> found = likely.of(request(form, requests));
            boolean isFound = found.stream().map(LikelyAccount::account).anyMatch(it -> isSame(it, choice.account()));
            if (answer.account() != null) {
                return isFound ? null : FormError.of(LIKELY_ACCOUNT, "request.rule.likelyAccountUnknown");
            }
            if (isFound) {
                return FormError.of(LIKELY_ACCOUNT, "request.rule.likelyAccountContradicts");
            }
            return !choice.isAddition() || answer.rulesOut(found)
                    ? null
                    : FormError.of(LIKELY_ACCOUNT, "request.rule.likelyAccountMissing");
        });
    }

    /** Registry staff say who may decide on an account without a supervisor, before anything is changed for it. */
    @Bean
    FormRule accountHasSomebodyWhoDecides(AccessRequestRepository requests, AccountMatches accounts) {
        return rule(form -> choice(form, requests, accounts)
                .flatMap(AccountMatch::changed)
                .filter(Account::isActive)
                .filter(account -> account.facts().supervisorAddress() == null)
                .filter(account -> !accounts.decides(request(form, requests), account))
                .map(account ->
                        FormError.of(fieldOfAccount(form), "request.rule.accountWithoutSupervisor", account.number()))
                .orElse(null));
    }

    /** Whoever is not the account's supervisor has no authority over it, so the help desk has to look at it. */
    @Bean
    FormRule otherSupervisorIsLookedAt(AccessRequestRepository requests, AccountMatches accounts) {
        return rule(form -> choice(form, requests, accounts)
                .flatMap(AccountMatch::changed)
                .filter(account -> !account.isActive() || account.facts().supervisorAddress() != null)
                .filter(account -> !accounts.decides(request(form, requests), account))
                .filter(account -> !Boolean.TRUE.equals(form.values().get("despiteContradiction")))
                .map(account -> FormError.question(
                        "despiteContradiction",
                        account.facts().supervisorAddress() == null
                                ? "request.rule.supervisorUnknown"
                                : "request.rule.otherSupervisor",
                        account.number()))
                .orElse(null));
    }

    /** A user name that the register does not know may be a slip, so the help desk confirms it once. */
    @Bean
    FormRule unknownUsernameIsConfirmed(AccessRequestRepository requests, AccountMatches accounts) {
        return rule(form -> choice(form, requests, accounts)
                .filter(choice -> choice.step() == AccountMatch.Step.ENTER)
                .filter(choice -> !Boolean.TRUE.equals(form.values().get("usernameConfirmed")))
                .map(choice -> FormError.question("usernameConfirmed", "request.rule.usernameNotInRegister"))
                .orElse(null));
    }

    /** A request without a new signature needs the account whose agreement was signed for it. */
    @Bean
    FormRule unsignedRequestUsesAnAccountAgain(
            AccessRequestRepository requests, AccountMatches accounts, Reactivations reactivations) {
        return rule(form -> mustUseAgreement(form)
                        && choice(form, requests, accounts)
                                .filter(choice -> !choice.isRefused())
                                .filter(choice -> !hasAgreement(choice, reactivations.covered(request(form, requests))))
                                .isPresent()
                ? FormError.of(fieldOfAccount(form), "request.rule.usernameOfInactivatedAccount")
                : null);
    }

    /** An agreement that counted when the request was submitted need not count any longer. */
    private static boolean hasAgreement(AccountMatch choice, List<Account> covered) {
        return covered.isEmpty()
                ? choice.hasAgreement()
                : covered.stream().anyMatch(it -> isSame(it, choice.account()));
    }

    private static boolean isSame(Account one, @Nullable Account other) {
        return other != null && one.number().equals(other.number());
    }

    private static boolean mustUseAgreement(FormSubmission form) {
        return Boolean.TRUE.equals(form.routing().get("agreementOnFile"));
    }

    /** Where the help desk says which account it means. */
    private static String fieldOfAccount(FormSubmission form) {
        return LikelyAnswer.of(form.text(LIKELY_ACCOUNT)).account() == null ? "username" : LIKELY_ACCOUNT;
    }

    /** A new or reactivated account needs a temporary password. */
    @Bean
    FormRule newAccountHasTemporaryPassword(AccessRequestRepository requests, AccountMatches accounts) {
        return rule(form -> form.text("temporaryPassword") == null
                        && choice(form, requests, accounts)
                                .filter(choice -> !choice.isRefusedFor(OTHER_EMPLOYER))
                                .filter(choice -> needsCredentials(form, choice))
                                .isPresent()
                ? FormError.of("temporaryPassword", "request.rule.temporaryPasswordMissing")
                : null);
    }

    /** A temporary password that will not be sent must not be stored. */
    @Bean
    FormRule noPasswordWithoutNewAccount(AccessRequestRepository requests, AccountMatches accounts) {
        return rule(form -> form.text("temporaryPassword") != null
                        && choice(form, requests, accounts)
                                .filter(choice -> choice.isRefused() || needsCredentials(form, choice))
                                .isEmpty()
                ? FormError.of("temporaryPassword", "request.rule.noCredentialsNeeded")
                : null);
    }

    /** An outcome that makes no sense is asked about. */
    @Bean
    FormRule contradictionIsLookedAt(AccessRequestRepository requests, ProvisioningContradictions contradictions) {
        return rule(form -> outcome(form) == ProvisioningOutcome.PROVISIONED
                        && !Boolean.TRUE.equals(form.values().get("despiteContradiction"))
                        && !contradictions
                                .of(requests.get(form.caseNumber().orElseThrow()))
                                .isEmpty()
                ? FormError.question("despiteContradiction", "request.rule.contradiction")
                : null);
    }

    /** The account that the help desk names may be corrected in a way that makes no sense, too. */
    @Bean
    FormRule correctionIsLookedAt(
            AccessRequestRepository requests, AccountMatches accounts, ProvisioningContradictions contradictions) {
        return rule(form -> choice(form, requests, accounts)
                .filter(choice -> choice.step() == AccountMatch.Step.CHANGE)
                .filter(choice -> form.text("username") != null)
                .filter(choice -> !Boolean.TRUE.equals(form.values().get("despiteContradiction")))
                .map(AccountMatch::account)
                .filter(account -> request(form, requests).requestType() == RequestType.PERMISSIONS_CHANGE)
                .filter(account -> !contradictions
                        .ofCorrection(request(form, requests), account)
                        .isEmpty())
                .map(account -> FormError.question(
                        "despiteContradiction", "request.rule.correctionContradiction", account.number()))
                .orElse(null));
    }

    /** Whoever provisions although the user signed with another name, or for another facility, says why. */
    @Bean
    FormRule differenceHasReason(AccessRequestRepository requests, ProvisioningContradictions contradictions) {
        return rule(form -> outcome(form) == ProvisioningOutcome.PROVISIONED
                        && form.text("differenceReason") == null
                        && !contradictions
                                .ofSignature(requests.get(form.caseNumber().orElseThrow()))
                                .isEmpty()
                ? FormError.of("differenceReason", "request.rule.differenceReasonMissing")
                : null);
    }

    /** Several supervisors request access for one person, and whoever sets it up says what becomes of the others. */
    @Bean
    FormRule rivalRequestsAreDecided(AccessRequestRepository requests) {
        return rule(form -> outcome(form) == ProvisioningOutcome.PROVISIONED
                        && form.asks(RIVALS) // a request that started before the question has a form without it
                        && form.text(RIVALS) == null
                        && !requests.rivalsOf(request(form, requests)).isEmpty()
                ? FormError.of(RIVALS, "request.rule.rivalRequestsUndecided")
                : null);
    }

    /** The supervisor must learn why a request was returned or declined. */
    @Bean
    FormRule refusalHasReason() {
        return rule(form -> outcome(form) != ProvisioningOutcome.PROVISIONED && form.text("note") == null
                ? FormError.of("note", "request.rule.noteMissing")
                : null);
    }

    static ProvisioningOutcome outcome(FormSubmission form) {
        return ProvisioningOutcome.valueOf(form.requiredText("outcome"));
    }

    /**
     * Whether this decision issues credentials: because {@code request-policy.dmn} says so, or because the login is new
     * or reactivated. Who turns out to use a login keeps the password also with New Access.
     */
    static boolean needsCredentials(FormSubmission form, AccountMatch choice) {
        boolean isInUse = choice.isLoginInUse()
                && RequestType.NEW_ACCESS.name().equals(form.routing().get("requestType"));
        return choice.needsCredentials()
                || !isInUse && Boolean.TRUE.equals(form.routing().get("credentialsIssued"));
    }

    /** The account of a positive decision; otherwise empty. */
    private static Optional<AccountMatch> choice(
            FormSubmission form, AccessRequestRepository requests, AccountMatches accounts) {
        return outcome(form) == ProvisioningOutcome.PROVISIONED
                ? Optional.of(accounts.choose(
                        request(form, requests),
                        form.text("username"),
                        LikelyAnswer.of(form.text(LIKELY_ACCOUNT)).account(),
                        OtherEmployer.of(form.text(OTHER_EMPLOYER))))
                : Optional.empty();
    }

    private static AccessRequest request(FormSubmission form, AccessRequestRepository requests) {
        return requests.get(form.caseNumber().orElseThrow());
    }

    private static FormRule rule(Function<FormSubmission, @Nullable FormError> check) {
        return FormRule.of(FORM, check);
    }
}

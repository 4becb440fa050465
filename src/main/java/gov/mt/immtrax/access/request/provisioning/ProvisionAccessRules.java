package gov.mt.immtrax.access.request.provisioning;

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
import gov.mt.immtrax.access.request.ProvisioningContradictions;
import gov.mt.immtrax.access.request.RequestType;
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
        return rule(form -> choice(form, requests, accounts)
                .map(AccountMatch::problem)
                .map(problem -> FormError.of("username", problem))
                .orElse(null));
    }

    /** Registry staff say who may decide on an account without a supervisor, before anything is changed for it. */
    @Bean
    FormRule accountHasSomebodyWhoDecides(AccessRequestRepository requests, AccountMatches accounts) {
        return rule(form -> choice(form, requests, accounts)
                .map(AccountMatch::account)
                .filter(Account::isActive)
                .filter(account -> account.facts().supervisorAddress() == null)
                .filter(account -> !accounts.decides(request(form, requests), account))
                .map(account -> FormError.of("username", "request.rule.accountWithoutSupervisor", account.number()))
                .orElse(null));
    }

    /** Whoever is not the account's supervisor has no authority over it, so the help desk has to look at it. */
    @Bean
    FormRule otherSupervisorIsLookedAt(AccessRequestRepository requests, AccountMatches accounts) {
        return rule(form -> choice(form, requests, accounts)
                .map(AccountMatch::account)
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

    /** A request without a new signature needs an account with a signed agreement. */
    @Bean
    FormRule unsignedRequestUsesAnAccountAgain(AccessRequestRepository requests, AccountMatches accounts) {
        return rule(form -> Boolean.TRUE.equals(form.routing().get("agreementOnFile"))
                        && choice(form, requests, accounts)
                                .filter(choice -> !choice.isRefused() && !choice.hasAgreement())
                                .isPresent()
                ? FormError.of("username", "request.rule.usernameOfInactivatedAccount")
                : null);
    }

    /** A new or reactivated account needs a temporary password. */
    @Bean
    FormRule newAccountHasTemporaryPassword(AccessRequestRepository requests, AccountMatches accounts) {
        return rule(form -> form.text("temporaryPassword") == null
                        && choice(form, requests, accounts)
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
     * Whether this decision issues credentials: because {@code request-policy.dmn} says so, or because the account is
     * new or reactivated.
     */
    static boolean needsCredentials(FormSubmission form, AccountMatch choice) {
        return Boolean.TRUE.equals(form.routing().get("credentialsIssued")) || choice.needsCredentials();
    }

    /** The account of a positive decision; otherwise empty. */
    private static Optional<AccountMatch> choice(
            FormSubmission form, AccessRequestRepository requests, AccountMatches accounts) {
        return outcome(form) == ProvisioningOutcome.PROVISIONED
                ? Optional.of(accounts.choose(request(form, requests), form.text("username")))
                : Optional.empty();
    }

    private static AccessRequest request(FormSubmission form, AccessRequestRepository requests) {
        return requests.get(form.caseNumber().orElseThrow());
    }

    private static FormRule rule(Function<FormSubmission, @Nullable FormError> check) {
        return FormRule.of(FORM, check);
    }
}

package gov.mt.immtrax.access.request.provisioning;

import static gov.mt.immtrax.access.number.CaseKind.ACCESS_REQUEST;

import gov.mt.immtrax.access.account.Account;
import gov.mt.immtrax.access.audit.AuditAction;
import gov.mt.immtrax.access.audit.AuditResult;
import gov.mt.immtrax.access.audit.AuditTrail;
import gov.mt.immtrax.access.form.FormReceiver;
import gov.mt.immtrax.access.form.FormRejectedException;
import gov.mt.immtrax.access.form.FormSubmission;
import gov.mt.immtrax.access.form.Receipt;
import gov.mt.immtrax.access.mail.Mails;
import gov.mt.immtrax.access.request.AccessRequest;
import gov.mt.immtrax.access.request.AccessRequestRepository;
import gov.mt.immtrax.access.request.AccountMatch;
import gov.mt.immtrax.access.request.AccountMatches;
import gov.mt.immtrax.access.request.IssuedCredentials;
import gov.mt.immtrax.access.request.OtherEmployer;
import gov.mt.immtrax.access.request.RequestEventType;
import gov.mt.immtrax.access.request.RequestService;
import gov.mt.immtrax.access.request.RequestStatus;
import gov.mt.immtrax.access.request.Timeline;
import gov.mt.immtrax.access.request.likely.LikelyAccount;
import gov.mt.immtrax.access.request.likely.LikelyAccountRepository;
import gov.mt.immtrax.access.request.likely.LikelyAccounts;
import gov.mt.immtrax.access.request.likely.LikelyAnswer;
import gov.mt.immtrax.access.request.process.UserAwareness;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Receives the help desk's decision: records it, updates the register of accounts, and encrypts the credentials if new
 * ones are issued.
 */
@Component
class ProvisionAccessReceiver implements FormReceiver {

    private final AccessRequestRepository requests;
    private final RequestService service;
    private final Timeline timeline;
    private final AccountMatches accounts;
    private final LikelyAccounts likely;
    private final LikelyAccountRepository answers;
    private final ProvisionedAccess access;
    private final IssuedCredentials issued;
    private final UserAwareness users;
    private final Mails mails;
    private final AuditTrail audit;

    ProvisionAccessReceiver(
            AccessRequestRepository requests,
            RequestService service,
            Timeline timeline,
            AccountMatches accounts,
            LikelyAccounts likely,
            LikelyAccountRepository answers,
            ProvisionedAccess access,
            IssuedCredentials issued,
            UserAwareness users,
            Mails mails,
            AuditTrail audit) {
        this.requests = requests;
        this.service = service;
        this.timeline = timeline;
        this.accounts = accounts;
        this.likely = likely;
        this.answers = answers;
        this.access = access;
        this.issued = issued;
        this.users = users;
        this.mails = mails;
        this.audit = audit;
    }

    @Override
    public String form() {
        return ProvisionAccessRules.FORM;
    }

    @Override
    public Receipt receive(FormSubmission form) {
        String number = form.caseNumber().orElseThrow();
        ProvisioningOutcome outcome = ProvisionAccessRules.outcome(form);
        Map<String, Object> routing = new HashMap<>(Map.of("provisioningOutcome", outcome.name()));
        mails.withdrawSuperseded(
                ACCESS_REQUEST.of(number), "provisioning-overdue-lead", "provisioning-overdue-supervisor");
        switch (outcome) {
            case PROVISIONED -> routing.putAll(provision(number, form));
            case RETURNED -> {
                timeline.note(number, RequestEventType.RETURNED, form.text("note"));
                audit.record(AuditAction.REQUEST_RETURNED, number);
            }
            case DECLINED -> {
                timeline.note(number, RequestEventType.DECLINED, form.text("note"));
                audit.record(AuditAction.REQUEST_DECLINED, number);
            }
        }
        return new Receipt(number, routing);
    }

    /** @return whether credentials are sent, and whether a change takes effect later */
    private Map<String, Object> provision(String number, FormSubmission form) {
        AccessRequest request = requests.get(number);
        if (ProvisionAccessRules.END_RIVALS.equals(form.text(ProvisionAccessRules.RIVALS))) {
            service.endRivals(request); // before the account, because a request is locked before an account
        }
        LikelyAnswer answer = LikelyAnswer.of(form.text(AccountMatches.LIKELY_ACCOUNT));
        AccountMatch choice = accounts.choose(
                request,
                form.text("username"),
                answer.account(),
                OtherEmployer.of(form.text(AccountMatches.OTHER_EMPLOYER)));
        if (choice.problem() != null) {
            // inactivated or renamed since the rules were checked
            throw new FormRejectedException(List.of(choice.problem()));
        }
        if (form.asks(AccountMatches.LIKELY_ACCOUNT)) {
            keep(number, likely.of(request), choice);
        }
        String username = Objects.requireNonNull(choice.username());
        boolean credentials = ProvisionAccessRules.needsCredentials(form, choice);
        if (credentials) {
            issued.seal(number, username, form.requiredText("temporaryPassword"));
        }
        boolean planned = access.enter(request, choice, users.holdsAgreement(number));
        timeline.note(number, RequestEventType.PROVISIONED, form.text("differenceReason"));
        audit.recordAccount(AuditAction.ACCESS_PROVISIONED, number, username);
        requests.move(number, RequestStatus.AWAITING_START, null);
        return Map.of("credentialsIssued", credentials, "changePlanned", planned && !credentials);
    }

    /** Keeps what the help desk saw and said about who is who. There is nothing to keep if no account was likely. */
    private void keep(String number, List<LikelyAccount> seen, AccountMatch choice) {
        Account account = choice.account();
        String same = seen.stream()
                .map(LikelyAccount::number)
                .filter(it -> account != null && it.equals(account.number()))
                .findFirst()
                .orElse(null);
        answers.note(number, seen, same);
        if (!seen.isEmpty()) {
            String numbers = seen.stream().map(LikelyAccount::number).collect(Collectors.joining(", "));
            audit.record(
                    AuditAction.SAME_PERSON_DECIDED,
                    number,
                    AuditResult.DONE,
                    (same == null ? "none" : same) + " of " + numbers);
        }
    }
}

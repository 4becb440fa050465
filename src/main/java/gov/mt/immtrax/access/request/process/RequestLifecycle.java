package gov.mt.immtrax.access.request.process;

import static gov.mt.immtrax.access.number.CaseKind.ACCESS_REQUEST;

import gov.mt.immtrax.access.account.Account;
import gov.mt.immtrax.access.account.AccountRegister;
import gov.mt.immtrax.access.audit.AuditAction;
import gov.mt.immtrax.access.audit.AuditResult;
import gov.mt.immtrax.access.audit.AuditTrail;
import gov.mt.immtrax.access.mail.Audience;
import gov.mt.immtrax.access.mail.Mails;
import gov.mt.immtrax.access.request.AccessRequest;
import gov.mt.immtrax.access.request.AccessRequestRepository;
import gov.mt.immtrax.access.request.IssuedCredentials;
import gov.mt.immtrax.access.request.RequestEventType;
import gov.mt.immtrax.access.request.RequestReferral;
import gov.mt.immtrax.access.request.RequestStatus;
import gov.mt.immtrax.access.request.RequestType;
import gov.mt.immtrax.access.request.Timeline;
import gov.mt.immtrax.access.request.provisioning.ProvisionedAccess;
import gov.mt.immtrax.access.request.provisioning.RequestEffect;
import gov.mt.immtrax.access.request.provisioning.RequestEffectRepository;
import gov.mt.immtrax.access.timeline.CaseEvent;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Service;

/**
 * The automatic steps of {@code access-request.bpmn}: what each one records and which emails it posts. The model
 * decides when a step runs.
 */
@Service
class RequestLifecycle {

    private static final String READDRESSED = "request-readdressed-user";

    private final AccessRequestRepository requests;
    private final Timeline timeline;
    private final Mails mails;
    private final IssuedCredentials credentials;
    private final RequestEffectRepository effects;
    private final ProvisionedAccess access;
    private final AccountRegister register;
    private final Deadlines deadlines;
    private final PlannedChanges planned;
    private final UserAwareness users;
    private final UserMails userMails;
    private final RequestEnding ending;
    private final RequestReferral referral;
    private final AuditTrail audit;

    RequestLifecycle(
            AccessRequestRepository requests,
            Timeline timeline,
            Mails mails,
            IssuedCredentials credentials,
            RequestEffectRepository effects,
            ProvisionedAccess access,
            AccountRegister register,
            Deadlines deadlines,
            PlannedChanges planned,
            UserAwareness users,
            UserMails userMails,
            RequestEnding ending,
            RequestReferral referral,
            AuditTrail audit) {
        this.requests = requests;
        this.timeline = timeline;
        this.mails = mails;
        this.credentials = credentials;
        this.effects = effects;
        this.access = access;
        this.register = register;
        this.deadlines = deadlines;
        this.planned = planned;
        this.users = users;
        this.userMails = userMails;
        this.ending = ending;
        this.referral = referral;
        this.audit = audit;
    }

    /**
     * Step "Invite user": asks the user to sign the agreement, again if the user has another address now, or if what
     * was signed is void. Whoever has signed and is no longer the user hears of it.
     */
    public void inviteUser(String number) {
        if (timeline.last(number, RequestEventType.INVITED, RequestEventType.CORRECTED)
                .isPresent()) {
            mails.withdrawUnsent(ACCESS_REQUEST.of(number));
        }
        if (users.formerAddress(number).isPresent() && !mails.wasSent(READDRESSED, ACCESS_REQUEST.of(number))) {
            mails.post(READDRESSED, Audience.OLD_ADDRESS, ACCESS_REQUEST.of(number));
        }
        timeline.note(number, RequestEventType.INVITED);
        requests.moveWithPaperwork(
                number,
                RequestStatus.AWAITING_SIGNATURE,
                null,
                deadlines.signature(number).toInstant());
        if (!users.signsAgain(number)) {
            mails.postBounded("invite-user", Audience.USER, ACCESS_REQUEST.of(number));
        } else if (users.hasSigned(number)) { // so the mailbox is the user's own
            mails.post("sign-again", Audience.USER, ACCESS_REQUEST.of(number));
        } else {
            mails.postBounded("sign-again", Audience.USER, ACCESS_REQUEST.of(number));
        }
    }

    /** Step "Remind user". While the mail server refuses the address, there is nobody to remind. */
    public void remindUser(String number) {
        boolean unreachable = users.isUnreachable(number);
        timeline.note(number, RequestEventType.USER_REMINDED);
        mails.withdrawSuperseded(ACCESS_REQUEST.of(number), "remind-user", "missing-paperwork");
        if (!unreachable) {
            mails.postBounded("remind-user", Audience.USER, ACCESS_REQUEST.of(number));
        }
    }

    /**
     * Step "Report missing paperwork": notifies the supervisor that the signature is missing, unless the help desk is
     * holding the invitation, or the supervisor is the user.
     */
    public void reportMissingPaperwork(String number) {
        if (!isOwn(number) && !mails.isWithheld(Audience.USER, ACCESS_REQUEST.of(number))) {
            mails.post("missing-paperwork", Audience.SUPERVISOR, ACCESS_REQUEST.of(number));
        }
    }

    /** Step "Check requester". Returns whether registry staff have to decide first. */
    public boolean checkRequester(String number) {
        return referral.isNeeded(requests.get(number));
    }

    /** Step "Refer request": tells the supervisor that registry staff decide first. */
    public void referRequest(String number) {
        timeline.note(number, RequestEventType.REFERRED);
        mails.withdrawSuperseded(
                ACCESS_REQUEST.of(number),
                "invite-user",
                "sign-again",
                "remind-user",
                "missing-paperwork",
                "request-returned");
        requests.move(
                number,
                RequestStatus.AWAITING_DECISION,
                deadlines.decision(number).toInstant());
        mails.post("request-referred-supervisor", Audience.SUPERVISOR, ACCESS_REQUEST.of(number));
    }

    /** Step "Escalate request decision": notifies the help desk lead that registry staff are late. */
    public void escalateRequestDecision(String number) {
        timeline.note(number, RequestEventType.ESCALATED);
        mails.postInstead("decision-overdue-lead", Audience.HELP_DESK_LEAD, ACCESS_REQUEST.of(number));
    }

    /**
     * Step "Send to help desk": the help desk's business days start to count.
     *
     * @param businessDays how many it has, from {@code request-policy.dmn}
     * @return whether its task comes later, because a change is still ahead
     */
    public boolean sendToHelpDesk(String number, int businessDays) {
        Instant now = timeline.note(number, RequestEventType.SENT_TO_HELP_DESK);
        mails.withdrawSuperseded(
                ACCESS_REQUEST.of(number),
                "invite-user",
                "sign-again",
                "remind-user",
                "missing-paperwork",
                "request-returned",
                "request-referred-supervisor",
                "decision-overdue-lead",
                "provisioning-overdue-lead",
                "provisioning-overdue-supervisor");
        AccessRequest request = requests.get(number);
        requests.moveWithPaperwork(
                number, RequestStatus.AWAITING_PROVISIONING, now, deadlines.provisioning(request, now, businessDays));
        return deadlines.isChangeAhead(request, now, businessDays);
    }

    /** Step "Escalate provisioning": notifies the help desk lead and the supervisor that the help desk is late. */
    public void escalateProvisioning(String number) {
        timeline.note(number, RequestEventType.ESCALATED);
        mails.postInstead("provisioning-overdue-lead", Audience.HELP_DESK_LEAD, ACCESS_REQUEST.of(number));
        mails.postInstead("provisioning-overdue-supervisor", Audience.SUPERVISOR, ACCESS_REQUEST.of(number));
    }

    /** When provisioning or the decision of registry staff was last escalated; UTC. */
    public Instant escalatedAt(String number) {
        return timeline.last(number, RequestEventType.ESCALATED).orElseThrow().at();
    }

    /** Step "Return request": notifies the supervisor that the request must be corrected. */
    public void returnRequest(String number) {
        requests.move(
                number, RequestStatus.RETURNED, deadlines.correction(number).toInstant());
        mails.post("request-returned", Audience.SUPERVISOR, ACCESS_REQUEST.of(number));
    }

    /** Step "Remind supervisor": reminds the supervisor of a missing correction. */
    public void remindSupervisor(String number) {
        timeline.note(number, RequestEventType.SUPERVISOR_REMINDED);
        mails.postInstead("request-returned", Audience.SUPERVISOR, ACCESS_REQUEST.of(number));
    }

    /** Step "Email credentials". */
    public void emailCredentials(String number) {
        credentials.send(number);
    }

    /**
     * Step "Inform supervisor": notifies the supervisor that access is granted, without the credentials, which only the
     * user receives.
     */
    public void informSupervisor(String number) {
        if (!isOwn(number)) {
            mails.post("access-granted-supervisor", Audience.SUPERVISOR, ACCESS_REQUEST.of(number));
        }
        informFormerSupervisor(number);
        end(number, RequestStatus.GRANTED, RequestEventType.GRANTED);
    }

    /**
     * Step "Confirm change": confirms a change to an active account, which needs no credentials. The account's
     * supervisor is notified even if someone else requested the change.
     */
    public void confirmChange(String number) {
        boolean own = isOwn(number);
        if (adds(requests.get(number))) {
            mails.post("access-added-user", Audience.USER, ACCESS_REQUEST.of(number));
            if (!own) {
                mails.post("access-added-supervisor", Audience.SUPERVISOR, ACCESS_REQUEST.of(number));
            }
        } else if (moves(requests.get(number))) {
            mails.post("access-moved-user", Audience.USER, ACCESS_REQUEST.of(number));
            if (!own) {
                mails.post("access-moved-supervisor", Audience.SUPERVISOR, ACCESS_REQUEST.of(number));
            }
        } else {
            mails.post("permissions-changed-user", Audience.USER, ACCESS_REQUEST.of(number));
            if (!own) {
                mails.post("permissions-changed-supervisor", Audience.SUPERVISOR, ACCESS_REQUEST.of(number));
            }
        }
        effects.find(number)
                .filter(RequestEffect::surprisesSomebody)
                .ifPresent(effect -> mails.post(
                        "permissions-changed-by-other", Audience.ACCOUNT_SUPERVISOR, ACCESS_REQUEST.of(number)));
        informFormerSupervisor(number);
        end(number, RequestStatus.GRANTED, RequestEventType.GRANTED);
    }

    /** New Access without credentials under another employer than before, which keeps its own. */
    private boolean adds(AccessRequest request) {
        return request.requestType() == RequestType.NEW_ACCESS
                && effects.find(request.number())
                        .filter(effect -> effect.levelBefore() == null)
                        .isPresent();
    }

    /** An account that the register did not know before has no effect that says so. */
    private boolean moves(AccessRequest request) {
        return request.requestType() == RequestType.CHANGE_EMPLOYER
                || effects.find(request.number())
                        .filter(effect -> ProvisionedAccess.moves(request, effect))
                        .isPresent();
    }

    /**
     * Step "Check account". Returns whether the account of the request can still be used. One that the register does
     * not know yet can.
     */
    public boolean checkAccount(String number) {
        return access.accountOf(requests.get(number)).map(Account::isActive).orElse(true);
    }

    /**
     * Steps "Close request", because the account ended before its user could log in, and "Close change of permissions",
     * because there is nothing left to change, or the account has moved to another employer. Whoever inactivates an
     * account tells its user; of a change that a move has overtaken, the user hears here.
     */
    public void closeRequest(String number) {
        boolean moved = isOvertakenByMove(requests.get(number));
        credentials.revoke(number);
        mails.withdrawUnsent(ACCESS_REQUEST.of(number));
        ending.tellSupervisor(number);
        if (moved) {
            userMails.postInstead("request-closed-user", number);
        }
        audit.record(
                AuditAction.REQUEST_WITHDRAWN,
                number,
                AuditResult.DONE,
                moved ? "because its account moved to another employer" : "because its account was inactivated");
        end(number, RequestStatus.WITHDRAWN, moved ? RequestEventType.ACCOUNT_MOVED : RequestEventType.ACCOUNT_ENDED);
    }

    /** Without a known account, whether the user has none any more, not even an inactivated one. */
    private boolean isOvertakenByMove(AccessRequest request) {
        return access.accountOf(request)
                .or(() -> Optional.ofNullable(request.account()).flatMap(register::find))
                .map(Account::isActive)
                .orElseGet(() -> register.ofPerson(request.emailAddress()).isEmpty());
    }

    /** Step "Decline request". The reason of the help desk or of registry staff is already in the timeline. */
    public void declineRequest(String number) {
        mails.withdrawUnsent(ACCESS_REQUEST.of(number));
        if (!isOwn(number)) {
            mails.post("request-declined-user", Audience.USER, ACCESS_REQUEST.of(number));
        }
        mails.post("request-declined-supervisor", Audience.SUPERVISOR, ACCESS_REQUEST.of(number));
        requests.end(
                number,
                RequestStatus.DECLINED,
                timeline.last(number, RequestEventType.DECLINED, RequestEventType.REJECTED)
                        .orElseThrow()
                        .at());
    }

    /** Step "Expire request". The user is notified only if they know about the request. */
    public void expireRequest(String number) {
        mails.withdrawUnsent(ACCESS_REQUEST.of(number));
        userMails.postInstead("request-expired-user", number);
        mails.post("request-expired-supervisor", Audience.SUPERVISOR, ACCESS_REQUEST.of(number));
        end(number, RequestStatus.EXPIRED, RequestEventType.EXPIRED);
    }

    /**
     * Step "Withdraw request". The user is notified only if they know about the request.
     *
     * @return the account that was set up for the request and has to end with it; empty if there is none, or an access
     *     deletion ends it
     * @throws IllegalStateException if it is too late, because a user who has credentials must not lose them
     */
    public Optional<String> withdrawRequest(String number) {
        if (!requests.get(number).status().canBeWithdrawn()) {
            throw new IllegalStateException(number + " can no longer be withdrawn");
        }
        mails.withdrawUnsent(ACCESS_REQUEST.of(number));
        credentials.revoke(number);
        userMails.postInstead("request-withdrawn-user", number);
        Optional<CaseEvent<RequestEventType>> deletion = timeline.last(number, RequestEventType.SUPERSEDED_BY_DELETION);
        if (timeline.last(number, RequestEventType.NOT_KEPT)
                .isEmpty()) { // the help desk's decision is in the audit trail
            audit.record(
                    AuditAction.REQUEST_WITHDRAWN,
                    number,
                    AuditResult.DONE,
                    deletion.map(event -> "because of access deletion " + event.note())
                            .orElse(null));
        }
        end(number, RequestStatus.WITHDRAWN, RequestEventType.WITHDRAWN);
        if (deletion.isPresent()) {
            return Optional.empty();
        }
        planned.callOff(number);
        return accountOf(number);
    }

    private Optional<String> accountOf(String number) {
        return effects.find(number)
                .filter(effect -> !effect.planned())
                .map(RequestEffect::account)
                .filter(account -> register.get(account).isActive());
    }

    /** Notifies the former supervisor that the user no longer has access to their data. */
    private void informFormerSupervisor(String number) {
        effects.find(number)
                .filter(RequestEffect::endsForSomebody)
                .ifPresent(moved -> mails.post(
                        "access-moved-former-supervisor", Audience.FORMER_SUPERVISOR, ACCESS_REQUEST.of(number)));
    }

    private boolean isOwn(String number) {
        return requests.get(number).isOwn();
    }

    private void end(String number, RequestStatus status, RequestEventType event) {
        requests.end(number, status, timeline.note(number, event));
    }
}

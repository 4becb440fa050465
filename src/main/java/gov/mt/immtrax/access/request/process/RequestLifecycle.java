package gov.mt.immtrax.access.request.process;

import static gov.mt.immtrax.access.number.CaseKind.ACCESS_REQUEST;

import gov.mt.immtrax.access.audit.AuditAction;
import gov.mt.immtrax.access.audit.AuditResult;
import gov.mt.immtrax.access.audit.AuditTrail;
import gov.mt.immtrax.access.calendar.BusinessCalendar;
import gov.mt.immtrax.access.mail.Audience;
import gov.mt.immtrax.access.mail.Mails;
import gov.mt.immtrax.access.request.AccessRequestRepository;
import gov.mt.immtrax.access.request.IssuedCredentials;
import gov.mt.immtrax.access.request.RequestEventType;
import gov.mt.immtrax.access.request.RequestStatus;
import gov.mt.immtrax.access.request.RequestType;
import gov.mt.immtrax.access.request.Timeline;
import gov.mt.immtrax.access.request.provisioning.RequestEffect;
import gov.mt.immtrax.access.request.provisioning.RequestEffectRepository;
import java.time.Instant;
import org.springframework.stereotype.Service;

/**
 * What each automatic step of {@code access-request.bpmn} does to the books and whom it tells. When a step runs, and
 * after how long, is the model's business.
 */
@Service
class RequestLifecycle {

    private final AccessRequestRepository requests;
    private final Timeline timeline;
    private final Mails mails;
    private final IssuedCredentials credentials;
    private final RequestEffectRepository effects;
    private final Deadlines deadlines;
    private final BusinessCalendar calendar;
    private final AuditTrail audit;

    RequestLifecycle(
            AccessRequestRepository requests,
            Timeline timeline,
            Mails mails,
            IssuedCredentials credentials,
            RequestEffectRepository effects,
            Deadlines deadlines,
            BusinessCalendar calendar,
            AuditTrail audit) {
        this.requests = requests;
        this.timeline = timeline;
        this.mails = mails;
        this.credentials = credentials;
        this.effects = effects;
        this.deadlines = deadlines;
        this.calendar = calendar;
        this.audit = audit;
    }

    /** Step "Invite user": the user learns that an agreement waits for a signature. */
    public void inviteUser(String number) {
        timeline.note(number, RequestEventType.INVITED);
        requests.move(
                number,
                RequestStatus.AWAITING_SIGNATURE,
                deadlines.signature(number).toInstant());
        mails.postBounded("invite-user", Audience.USER, ACCESS_REQUEST.of(number));
    }

    /** Step "Remind user". */
    public void remindUser(String number) {
        timeline.note(number, RequestEventType.USER_REMINDED);
        mails.withdrawSuperseded(ACCESS_REQUEST.of(number), "remind-user", "missing-paperwork");
        mails.postBounded("remind-user", Audience.USER, ACCESS_REQUEST.of(number));
    }

    /**
     * Step "Report missing paperwork": the supervisor learns what the request is waiting for, unless that is the help
     * desk.
     */
    public void reportMissingPaperwork(String number) {
        if (!mails.isWithheld(Audience.USER, ACCESS_REQUEST.of(number))) {
            mails.post("missing-paperwork", Audience.SUPERVISOR, ACCESS_REQUEST.of(number));
        }
    }

    /**
     * Step "Send to help desk": from now on the help desk's days count.
     *
     * @param businessDays how many it has, from {@code request-policy.dmn}
     */
    public void sendToHelpDesk(String number, int businessDays) {
        Instant now = timeline.note(number, RequestEventType.SENT_TO_HELP_DESK);
        mails.withdrawSuperseded(
                ACCESS_REQUEST.of(number), "invite-user", "remind-user", "missing-paperwork", "request-returned");
        requests.moveWithPaperwork(
                number, RequestStatus.AWAITING_PROVISIONING, now, calendar.dueAfter(now, businessDays));
    }

    /** Step "Escalate provisioning": lead and supervisor learn that the help desk is late. */
    public void escalateProvisioning(String number) {
        timeline.note(number, RequestEventType.ESCALATED);
        mails.postInstead("provisioning-overdue-lead", Audience.HELP_DESK_LEAD, ACCESS_REQUEST.of(number));
        mails.postInstead("provisioning-overdue-supervisor", Audience.SUPERVISOR, ACCESS_REQUEST.of(number));
    }

    /** When provisioning was escalated last; UTC. */
    public Instant escalatedAt(String number) {
        return timeline.last(number, RequestEventType.ESCALATED).orElseThrow().at();
    }

    /** Step "Return request": the supervisor learns what to correct. */
    public void returnRequest(String number) {
        requests.move(
                number, RequestStatus.RETURNED, deadlines.correction(number).toInstant());
        mails.post("request-returned", Audience.SUPERVISOR, ACCESS_REQUEST.of(number));
    }

    /** Step "Remind supervisor" of a correction that is still missing. */
    public void remindSupervisor(String number) {
        timeline.note(number, RequestEventType.SUPERVISOR_REMINDED);
        mails.postInstead("request-returned", Audience.SUPERVISOR, ACCESS_REQUEST.of(number));
    }

    /** Step "Email credentials". */
    public void emailCredentials(String number) {
        credentials.send(number);
    }

    /** Step "Inform supervisor": access is granted; the credentials are nobody's business but the user's. */
    public void informSupervisor(String number) {
        mails.post("access-granted-supervisor", Audience.SUPERVISOR, ACCESS_REQUEST.of(number));
        informFormerSupervisor(number);
        end(number, RequestStatus.GRANTED, RequestEventType.GRANTED);
    }

    /**
     * Step "Confirm change": an account that is in use was changed, so no credentials are needed. Whoever answers for
     * it hears of it even if somebody else asked.
     */
    public void confirmChange(String number) {
        if (requests.get(number).requestType() == RequestType.CHANGE_EMPLOYER) {
            mails.post("access-moved-user", Audience.USER, ACCESS_REQUEST.of(number));
            mails.post("access-moved-supervisor", Audience.SUPERVISOR, ACCESS_REQUEST.of(number));
        } else {
            mails.post("permissions-changed-user", Audience.USER, ACCESS_REQUEST.of(number));
            mails.post("permissions-changed-supervisor", Audience.SUPERVISOR, ACCESS_REQUEST.of(number));
        }
        effects.find(number)
                .filter(RequestEffect::surprisesSomebody)
                .ifPresent(effect -> mails.post(
                        "permissions-changed-by-other", Audience.ACCOUNT_SUPERVISOR, ACCESS_REQUEST.of(number)));
        informFormerSupervisor(number);
        end(number, RequestStatus.GRANTED, RequestEventType.GRANTED);
    }

    /** Step "Decline request"; the help desk's reason is on the timeline already. */
    public void declineRequest(String number) {
        mails.withdrawUnsent(ACCESS_REQUEST.of(number));
        mails.post("request-declined-user", Audience.USER, ACCESS_REQUEST.of(number));
        mails.post("request-declined-supervisor", Audience.SUPERVISOR, ACCESS_REQUEST.of(number));
        requests.end(
                number,
                RequestStatus.DECLINED,
                timeline.last(number, RequestEventType.DECLINED).orElseThrow().at());
    }

    /** Step "Expire request": the user is told if they know of it. */
    public void expireRequest(String number) {
        boolean known = userKnowsOf(number);
        mails.withdrawUnsent(ACCESS_REQUEST.of(number));
        if (known) {
            mails.postBounded("request-expired-user", Audience.USER, ACCESS_REQUEST.of(number));
        }
        mails.post("request-expired-supervisor", Audience.SUPERVISOR, ACCESS_REQUEST.of(number));
        end(number, RequestStatus.EXPIRED, RequestEventType.EXPIRED);
    }

    /**
     * Step "Withdraw request": the user is told if they know of it.
     *
     * @throws IllegalStateException if it is too late: an account that is set up must not lose its credentials
     */
    public void withdrawRequest(String number) {
        if (!requests.get(number).status().canBeWithdrawn()) {
            throw new IllegalStateException(number + " can no longer be withdrawn");
        }
        boolean known = userKnowsOf(number);
        mails.withdrawUnsent(ACCESS_REQUEST.of(number));
        if (isSigned(number)) { // whoever signed is no stranger, whatever became of the invitation
            mails.post("request-withdrawn-user", Audience.USER, ACCESS_REQUEST.of(number));
        } else if (known) {
            mails.postBounded("request-withdrawn-user", Audience.USER, ACCESS_REQUEST.of(number));
        }
        audit.record(
                AuditAction.REQUEST_WITHDRAWN,
                number,
                AuditResult.DONE,
                timeline.last(number, RequestEventType.SUPERSEDED_BY_DELETION)
                        .map(deletion -> "because of access deletion " + deletion.note())
                        .orElse(null));
        end(number, RequestStatus.WITHDRAWN, RequestEventType.WITHDRAWN);
    }

    /**
     * Whether the invitation has gone out, or was not needed to sign; who does not know of a request never hears that
     * it ended.
     */
    private boolean userKnowsOf(String number) {
        return mails.wasSent("invite-user", ACCESS_REQUEST.of(number)) || isSigned(number);
    }

    private boolean isSigned(String number) {
        return timeline.last(number, RequestEventType.AGREEMENT_SIGNED).isPresent();
    }

    /** Whoever answered for the account until now learns that the user has left their data. */
    private void informFormerSupervisor(String number) {
        effects.find(number)
                .filter(RequestEffect::endsForSomebody)
                .ifPresent(moved -> mails.post(
                        "access-moved-former-supervisor", Audience.FORMER_SUPERVISOR, ACCESS_REQUEST.of(number)));
    }

    private void end(String number, RequestStatus status, RequestEventType event) {
        requests.end(number, status, timeline.note(number, event));
    }
}

package gov.mt.immtrax.access.deletion.process;

import static gov.mt.immtrax.access.number.CaseKind.ACCESS_DELETION;

import gov.mt.immtrax.access.audit.AuditAction;
import gov.mt.immtrax.access.audit.AuditResult;
import gov.mt.immtrax.access.audit.AuditTrail;
import gov.mt.immtrax.access.calendar.BusinessCalendar;
import gov.mt.immtrax.access.deletion.AccessDeletion;
import gov.mt.immtrax.access.deletion.AccessDeletionRepository;
import gov.mt.immtrax.access.deletion.DeletionEventType;
import gov.mt.immtrax.access.deletion.DeletionStatus;
import gov.mt.immtrax.access.deletion.DeletionTimeline;
import gov.mt.immtrax.access.deletion.mail.PersonMatching;
import gov.mt.immtrax.access.inactivation.Inactivation;
import gov.mt.immtrax.access.inactivation.InactivationRepository;
import gov.mt.immtrax.access.inactivation.InactivationService;
import gov.mt.immtrax.access.mail.Audience;
import gov.mt.immtrax.access.mail.Mails;
import gov.mt.immtrax.access.request.RequestService;
import gov.mt.immtrax.access.timeline.CaseEvent;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Implements the automatic steps of {@code access-deletion.bpmn}, each in the transaction of its step. */
@Service
public class DeletionLifecycle {

    /** Template of the email to the supervisor of an account whose deletion someone else requested. */
    public static final String TOLD_OF_OTHERS = "access-ended-official";

    public static final String OVERDUE_MAIL = "deletion-overdue-lead";

    private final AccessDeletionRepository deletions;
    private final PersonMatching people;
    private final DeletionTimeline events;
    private final RequestService requests;
    private final InactivationRepository inactivations;
    private final InactivationService inactivationDesk;
    private final Mails mails;
    private final AuditTrail audit;
    private final BusinessCalendar calendar;
    private final Clock clock;

    DeletionLifecycle(
            AccessDeletionRepository deletions,
            PersonMatching people,
            DeletionTimeline events,
            RequestService requests,
            InactivationRepository inactivations,
            InactivationService inactivationDesk,
            Mails mails,
            AuditTrail audit,
            BusinessCalendar calendar,
            Clock clock) {
        this.deletions = deletions;
        this.people = people;
        this.events = events;
        this.requests = requests;
        this.inactivations = inactivations;
        this.inactivationDesk = inactivationDesk;
        this.mails = mails;
        this.audit = audit;
        this.calendar = calendar;
        this.clock = clock;
    }

    /** Step "Escalate decision": the help desk lead gets an email that the decision is overdue. */
    public void escalateDecision(String number) {
        events.note(number, DeletionEventType.ESCALATED, null);
        mails.postInstead(OVERDUE_MAIL, Audience.HELP_DESK_LEAD, ACCESS_DELETION.of(number));
    }

    /** When the decision was last escalated; UTC. */
    public Instant escalatedAt(String number) {
        return events.last(number, DeletionEventType.ESCALATED).orElseThrow().at();
    }

    /** Step "Reject deletion"; the reason is already recorded. */
    public void rejectDeletion(String number) {
        mails.post("deletion-rejected-supervisor", Audience.SUPERVISOR, ACCESS_DELETION.of(number));
        deletions.end(
                number,
                DeletionStatus.REJECTED,
                events.last(number, DeletionEventType.REJECTED).orElseThrow().at());
    }

    /**
     * Step "Withdraw open requests", so that no access is provisioned that ends now. A request for a later time, which
     * was submitted although the deletion was known, goes on.
     */
    public void withdrawOpenRequests(String number) {
        AccessDeletion deletion = deletions.get(number);
        String address = people.of(deletion).emailAddress();
        requests.withdrawSuperseded(
                address,
                deletion.employer(),
                deletion.locationName(),
                deletion.supervisorAddress(),
                deletion.account(),
                number,
                request -> request.submittedAt().isAfter(deletion.submittedAt())
                        && request.startDate().isAfter(deletion.lastDay()));
    }

    /**
     * Step "Accept deletion".
     *
     * @return whether the last day in Montana is today or past
     */
    public boolean acceptDeletion(String number) {
        events.note(number, DeletionEventType.ACCEPTED, null);
        deletions.move(number, DeletionStatus.AWAITING_LAST_DAY);
        return !deletions.get(number).lastDay().isAfter(calendar.dateOf(clock.instant()));
    }

    /** Step "Start inactivation": the help desk's business day starts now. */
    public AccessDeletion startInactivation(String number) {
        events.note(number, DeletionEventType.INACTIVATION_REQUESTED, null);
        deletions.move(number, DeletionStatus.AWAITING_INACTIVATION);
        return deletions.get(number);
    }

    /**
     * Step "Confirm deletion": the access has ended. If someone else requested it, the account's supervisor gets an
     * email. A sole practitioner gets one as the user only.
     */
    public void confirmDeletion(String number) {
        AccessDeletion deletion = deletions.get(number);
        String user = people.of(deletion).emailAddress();
        mails.post("access-ended-user", Audience.USER, ACCESS_DELETION.of(number));
        if (!user.equals(deletion.supervisorAddress())) {
            mails.post("access-ended-supervisor", Audience.SUPERVISOR, ACCESS_DELETION.of(number));
        }
        people.accountOfOthers(deletion)
                .filter(account -> !user.equals(account.facts().supervisorAddress()))
                .ifPresent(
                        account -> mails.post(TOLD_OF_OTHERS, Audience.ACCOUNT_SUPERVISOR, ACCESS_DELETION.of(number)));
        end(number, DeletionStatus.CARRIED_OUT, DeletionEventType.CARRIED_OUT, noteOfInactivation(number));
    }

    /** Step "Report kept account": the supervisor gets an email with the reason why the access stays. */
    public void reportKeptAccount(String number) {
        end(number, DeletionStatus.KEPT, DeletionEventType.KEPT, noteOfInactivation(number));
        mails.post("access-kept-supervisor", Audience.SUPERVISOR, ACCESS_DELETION.of(number));
    }

    /** Step "Report missing account": the supervisor gets an email that there was no access to end. */
    public void reportMissingAccount(String number) {
        end(number, DeletionStatus.NO_ACCOUNT, DeletionEventType.NO_ACCOUNT, noteOfInactivation(number));
        mails.post("account-missing-supervisor", Audience.SUPERVISOR, ACCESS_DELETION.of(number));
    }

    /**
     * Step "Withdraw deletion": closes the deletion, because the requester withdrew it or the account's supervisor
     * takes care of it.
     */
    public void withdrawDeletion(String number) {
        mails.withdrawUnsent(ACCESS_DELETION.of(number));
        inactivationDesk.callOff(number);
        Optional<CaseEvent<DeletionEventType>> superseded = events.last(number, DeletionEventType.SUPERSEDED);
        audit.record(
                AuditAction.DELETION_WITHDRAWN,
                number,
                AuditResult.DONE,
                superseded
                        .map(it -> "closed because the account's supervisor is taking care of it")
                        .orElse(null));
        superseded.ifPresentOrElse(
                event -> {
                    deletions.end(number, DeletionStatus.SUPERSEDED, event.at());
                    mails.post("deletion-superseded", Audience.SUPERVISOR, ACCESS_DELETION.of(number));
                },
                () -> end(number, DeletionStatus.WITHDRAWN, DeletionEventType.WITHDRAWN, null));
    }

    private @Nullable String noteOfInactivation(String number) {
        return inactivations.latest(number).map(Inactivation::note).orElse(null);
    }

    private void end(String number, DeletionStatus status, DeletionEventType event, @Nullable String note) {
        deletions.end(number, status, events.note(number, event, note));
    }
}

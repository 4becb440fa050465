package gov.mt.immtrax.access.request.process;

import gov.mt.immtrax.access.account.Account;
import gov.mt.immtrax.access.account.AccountRegister;
import gov.mt.immtrax.access.calendar.BusinessCalendar;
import gov.mt.immtrax.access.engine.Escalation;
import gov.mt.immtrax.access.request.AccessRequest;
import gov.mt.immtrax.access.request.AccessRequestRepository;
import gov.mt.immtrax.access.request.RequestEventType;
import gov.mt.immtrax.access.request.RequestType;
import gov.mt.immtrax.access.request.Timeline;
import gov.mt.immtrax.access.request.provisioning.RequestEffect;
import gov.mt.immtrax.access.request.provisioning.RequestEffectRepository;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Date;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Every date that {@code access-request.bpmn} waits for. Each is counted from a recorded instant and never from the
 * current time, so that it can be recomputed when the calendar changes. All dates are at close of business in Montana
 * unless stated otherwise.
 */
@Component("deadlines")
public class Deadlines {

    private static final int NORMAL_PRIORITY = 50;

    /** As for an access deletion. */
    private static final int INACTIVATION_DAYS = 1;

    private static final int DECISION_DAYS = 1;

    private final AccessRequestRepository requests;
    private final Timeline timeline;
    private final RequestEffectRepository effects;
    private final AccountRegister register;
    private final BusinessCalendar calendar;
    private final RequestSettings settings;
    private final Clock clock;

    Deadlines(
            AccessRequestRepository requests,
            Timeline timeline,
            RequestEffectRepository effects,
            AccountRegister register,
            BusinessCalendar calendar,
            RequestSettings settings,
            Clock clock) {
        this.requests = requests;
        this.timeline = timeline;
        this.effects = effects;
        this.register = register;
        this.calendar = calendar;
        this.settings = settings;
        this.clock = clock;
    }

    /** When the agreement should be signed: three business days after the invitation. */
    public Date signature(String requestNumber) {
        return due(requestNumber, settings.reminderBusinessDays(), RequestEventType.INVITED);
    }

    /** When the user is next reminded: three business days after the invitation or the last reminder. */
    public Date signatureReminder(String requestNumber) {
        return due(
                requestNumber,
                settings.reminderBusinessDays(),
                RequestEventType.INVITED,
                RequestEventType.USER_REMINDED);
    }

    /** When a returned request should be corrected: three business days after it was returned. */
    public Date correction(String requestNumber) {
        return due(requestNumber, settings.reminderBusinessDays(), RequestEventType.RETURNED);
    }

    /** When the supervisor is next reminded to correct: three business days after the return or the last reminder. */
    public Date correctionReminder(String requestNumber) {
        return due(
                requestNumber,
                settings.reminderBusinessDays(),
                RequestEventType.RETURNED,
                RequestEventType.SUPERVISOR_REMINDED);
    }

    /**
     * When a request without a signature or correction expires: 30 days after the wait began, or on the next business
     * day after that.
     */
    public Date expiry(String requestNumber) {
        LocalDate began = calendar.dateOf(lastOf(requestNumber, RequestEventType.INVITED, RequestEventType.RETURNED));
        LocalDate day = began.plus(settings.expiresAfter());
        LocalDate businessDay = calendar.isBusinessDay(day) ? day : calendar.businessDaysAfter(day, 1);
        return Date.from(calendar.closing(businessDay));
    }

    /**
     * When registry staff should decide: one business day after the request was referred, as for an access deletion.
     */
    public Date decision(String requestNumber) {
        return due(requestNumber, DECISION_DAYS, RequestEventType.REFERRED);
    }

    /**
     * When access should be set up: the given number of business days after the last document arrived
     * (request-steps.txt, step 7a). A change whose start date was still ahead then is due on the start date, or on the
     * last business day before it.
     */
    public Date provisioning(String requestNumber, int businessDays) {
        AccessRequest request = requests.get(requestNumber);
        return Date.from(provisioning(request, complete(request), businessDays));
    }

    /** The same for a request whose last document arrives at {@code complete}. */
    Instant provisioning(AccessRequest request, Instant complete, int businessDays) {
        Instant start = calendar.closing(calendar.lastBusinessDay(request.startDate()));
        return isChangeAfter(calendar.dateOf(complete), request) && start.isAfter(complete)
                ? start
                : calendar.dueAfter(complete, businessDays);
    }

    /**
     * When the help desk's task for a change comes: opening hour, the given number of business days before the start
     * date.
     */
    public Date changeComesUp(String requestNumber, int businessDays) {
        return Date.from(comesUp(requests.get(requestNumber), businessDays));
    }

    /** Whether the help desk's task for a change is still to come when its last document arrives. */
    boolean isChangeAhead(AccessRequest request, Instant complete, int businessDays) {
        return isChangeAfter(calendar.dateOf(complete), request)
                && comesUp(request, businessDays).isAfter(complete);
    }

    /** Whether this is a change of an account with a start date after this day. */
    static boolean isChangeAfter(LocalDate day, AccessRequest request) {
        return request.requestType() != RequestType.NEW_ACCESS && day.isBefore(request.startDate());
    }

    private Instant comesUp(AccessRequest request, int businessDays) {
        return calendar.opening(calendar.businessDaysBefore(request.startDate(), businessDays));
    }

    private static Instant complete(AccessRequest request) {
        return Objects.requireNonNull(request.paperworkCompleteAt());
    }

    /**
     * When the credentials are sent, or a planned change is carried out: opening hour on the start date, whether or not
     * it is a business day; at once if the access was set up, or the start date changed, on that day or later. If the
     * account has ended, nothing is waited for.
     */
    public Date credentials(String requestNumber) {
        return Date.from(accountEnd(requestNumber).orElseGet(() -> {
            LocalDate start = requests.get(requestNumber).startDate();
            Instant settled = lastOf(requestNumber, RequestEventType.PROVISIONED, RequestEventType.START_DATE_CHANGED);
            return calendar.dateOf(settled).isBefore(start) ? calendar.opening(start) : settled;
        }));
    }

    /** Business days in which the help desk inactivates the account of a request that was withdrawn. */
    public int inactivationDays() {
        return INACTIVATION_DAYS;
    }

    private Optional<Instant> accountEnd(String requestNumber) {
        return effects.find(requestNumber)
                .map(RequestEffect::account)
                .map(register::get)
                .filter(account -> !account.isActive())
                .map(Account::inactivatedAt);
    }

    /** Priority by age: older requests have a higher priority, but always below overdue ones. */
    public int provisioningPriority(String requestNumber) {
        LocalDate submitted = calendar.dateOf(requests.get(requestNumber).submittedAt());
        int age = calendar.businessDaysBetween(submitted, calendar.dateOf(clock.instant()));
        return Math.min(NORMAL_PRIORITY + age, Escalation.OVERDUE_PRIORITY - 1);
    }

    private Date due(String requestNumber, int businessDays, RequestEventType... since) {
        return Date.from(calendar.dueAfter(lastOf(requestNumber, since), businessDays));
    }

    private Instant lastOf(String requestNumber, RequestEventType... types) {
        return timeline.last(requestNumber, types)
                .orElseThrow(() -> new IllegalStateException("No date to count from for " + requestNumber))
                .at();
    }
}

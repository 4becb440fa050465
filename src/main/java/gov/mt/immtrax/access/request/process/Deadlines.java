package gov.mt.immtrax.access.request.process;

import gov.mt.immtrax.access.calendar.BusinessCalendar;
import gov.mt.immtrax.access.engine.Escalation;
import gov.mt.immtrax.access.request.AccessRequestRepository;
import gov.mt.immtrax.access.request.RequestEventType;
import gov.mt.immtrax.access.request.Timeline;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Date;
import org.springframework.stereotype.Component;

/**
 * Every date that {@code access-request.bpmn} waits for. Each is counted from what has been noted and never from "now",
 * so that it can be worked out again when the calendar changes. All are at close of business in Montana, unless said.
 */
@Component("deadlines")
public class Deadlines {

    private static final int NORMAL_PRIORITY = 50;

    private final AccessRequestRepository requests;
    private final Timeline timeline;
    private final BusinessCalendar calendar;
    private final RequestSettings settings;
    private final Clock clock;

    Deadlines(
            AccessRequestRepository requests,
            Timeline timeline,
            BusinessCalendar calendar,
            RequestSettings settings,
            Clock clock) {
        this.requests = requests;
        this.timeline = timeline;
        this.calendar = calendar;
        this.settings = settings;
        this.clock = clock;
    }

    /** When the agreement should be signed: three business days after the invitation. */
    public Date signature(String requestNumber) {
        return due(requestNumber, settings.reminderBusinessDays(), RequestEventType.INVITED);
    }

    /** When the user is reminded next: three business days after the invitation or the last reminder. */
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

    /** When the supervisor is reminded next to correct: as for the signature. */
    public Date correctionReminder(String requestNumber) {
        return due(
                requestNumber,
                settings.reminderBusinessDays(),
                RequestEventType.RETURNED,
                RequestEventType.SUPERVISOR_REMINDED);
    }

    /** When a request without signature or correction ends: 30 days after the wait began, or the next business day. */
    public Date expiry(String requestNumber) {
        LocalDate began = calendar.dateOf(lastOf(requestNumber, RequestEventType.INVITED, RequestEventType.RETURNED));
        LocalDate day = began.plus(settings.expiresAfter());
        LocalDate businessDay = calendar.isBusinessDay(day) ? day : calendar.businessDaysAfter(day, 1);
        return Date.from(calendar.closing(businessDay));
    }

    /**
     * When access should be set up: so many business days after the last paper arrived (request-steps.txt, step 7a).
     */
    public Date provisioning(String requestNumber, int businessDays) {
        return Date.from(calendar.dueAfter(requests.get(requestNumber).paperworkCompleteAt(), businessDays));
    }

    /** Not before this are credentials sent: opening of the start date, whether or not it is a business day. */
    public Date credentials(String requestNumber) {
        return Date.from(calendar.opening(requests.get(requestNumber).startDate()));
    }

    /** Priority by age: the longer ago a request was submitted, the higher, but always below what is overdue. */
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

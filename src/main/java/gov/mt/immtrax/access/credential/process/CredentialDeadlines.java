package gov.mt.immtrax.access.credential.process;

import gov.mt.immtrax.access.calendar.BusinessCalendar;
import gov.mt.immtrax.access.credential.PasswordLinkService;
import gov.mt.immtrax.access.request.RequestEventType;
import gov.mt.immtrax.access.request.Timeline;
import gov.mt.immtrax.access.timeline.CaseEvent;
import java.util.Date;
import org.springframework.stereotype.Component;

/**
 * Computes every date that {@code credential-delivery.bpmn} waits for, counted from stored events and never from "now",
 * except for a password whose email has not been accepted yet. All are at close of business in Montana.
 */
@Component("credentialDeadlines")
public class CredentialDeadlines {

    private final Timeline timeline;
    private final PasswordLinkService links;
    private final BusinessCalendar calendar;

    CredentialDeadlines(Timeline timeline, PasswordLinkService links, BusinessCalendar calendar) {
        this.timeline = timeline;
        this.links = links;
        this.calendar = calendar;
    }

    /**
     * When a temporary password that was not viewed is wiped: on the business day in the settings, at least the second,
     * after its link was sent.
     */
    public Date passwordExpiry(String requestNumber) {
        return Date.from(links.nextExpiry(requestNumber));
    }

    /** When a new temporary password is due: one business day after it was requested. */
    public Date passwordRenewal(String requestNumber) {
        return dayAfter(requestNumber, RequestEventType.NEW_PASSWORD_REQUESTED);
    }

    private Date dayAfter(String requestNumber, RequestEventType event) {
        return timeline.last(requestNumber, event)
                .map(CaseEvent::at)
                .map(at -> Date.from(calendar.dueAfter(at, 1)))
                .orElseThrow(() -> new IllegalStateException("No event to count a deadline from for " + requestNumber));
    }
}

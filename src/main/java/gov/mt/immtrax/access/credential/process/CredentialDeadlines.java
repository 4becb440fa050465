package gov.mt.immtrax.access.credential.process;

import gov.mt.immtrax.access.calendar.BusinessCalendar;
import gov.mt.immtrax.access.credential.PasswordLinkService;
import gov.mt.immtrax.access.request.RequestEventType;
import gov.mt.immtrax.access.request.Timeline;
import gov.mt.immtrax.access.timeline.CaseEvent;
import java.util.Date;
import org.springframework.stereotype.Component;

/**
 * Every date that {@code credential-delivery.bpmn} waits for, counted from what has been noted and never from "now"; a
 * password whose mail is not accepted yet is the one exception. All are at close of business in Montana, unless said.
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
     * When a temporary password that nobody has seen is wiped: exact to the second, so many hours after its link was
     * mailed.
     */
    public Date passwordExpiry(String requestNumber) {
        return Date.from(links.nextExpiry(requestNumber));
    }

    /** When a new temporary password should be set: one business day after it was asked for. */
    public Date passwordRenewal(String requestNumber) {
        return dayAfter(requestNumber, RequestEventType.NEW_PASSWORD_REQUESTED);
    }

    private Date dayAfter(String requestNumber, RequestEventType event) {
        return timeline.last(requestNumber, event)
                .map(CaseEvent::at)
                .map(at -> Date.from(calendar.dueAfter(at, 1)))
                .orElseThrow(() -> new IllegalStateException("Nothing to count from for " + requestNumber));
    }
}

package gov.mt.immtrax.access.people.dispute;

import gov.mt.immtrax.access.calendar.BusinessCalendar;
import java.time.Instant;
import java.util.Date;
import org.springframework.stereotype.Component;

/**
 * Every date that {@code account-dispute.bpmn} waits for: close of business in Montana, counted from when the dispute
 * was opened.
 */
@Component("disputeDeadlines")
public class DisputeDeadlines {

    /** Registry staff must reach someone at the employer. Until then the access stays as it is. */
    private static final int BUSINESS_DAYS = 3;

    private final DisputeRepository disputes;
    private final BusinessCalendar calendar;

    DisputeDeadlines(DisputeRepository disputes, BusinessCalendar calendar) {
        this.disputes = disputes;
        this.calendar = calendar;
    }

    /** When registry staff should have decided: three business days after the dispute was opened. */
    public Date decision(String accountNumber) {
        return Date.from(decisionDueAt(accountNumber));
    }

    private Instant decisionDueAt(String accountNumber) {
        Dispute last = disputes.of(accountNumber).stream()
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("There is no dispute about " + accountNumber));
        return calendar.dueAfter(last.disputedAt(), BUSINESS_DAYS);
    }
}

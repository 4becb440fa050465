package gov.mt.immtrax.access.inactivation;

import gov.mt.immtrax.access.calendar.BusinessCalendar;
import java.time.Instant;
import java.util.Date;
import org.springframework.stereotype.Component;

/**
 * Every date that {@code account-inactivation.bpmn} waits for: close of business in Montana, counted from the instants
 * in {@link InactivationRepository} and never from the current time.
 */
@Component("inactivationDeadlines")
public class InactivationDeadlines {

    private final InactivationRepository inactivations;
    private final BusinessCalendar calendar;

    InactivationDeadlines(InactivationRepository inactivations, BusinessCalendar calendar) {
        this.inactivations = inactivations;
        this.calendar = calendar;
    }

    /** When the account should be inactivated: the given number of business days after the request. */
    public Date confirmation(String number) {
        return Date.from(dueAt(latest(number)));
    }

    /** When an inactivation is due; UTC. */
    public Instant dueAt(Inactivation inactivation) {
        return calendar.dueAfter(inactivation.requestedAt(), inactivation.businessDays());
    }

    private Inactivation latest(String number) {
        return inactivations
                .latest(number)
                .orElseThrow(() -> new IllegalStateException("No date to count from for " + number));
    }
}

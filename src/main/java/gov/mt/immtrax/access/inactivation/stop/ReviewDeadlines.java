package gov.mt.immtrax.access.inactivation.stop;

import gov.mt.immtrax.access.calendar.BusinessCalendar;
import java.time.Instant;
import java.util.Date;
import org.springframework.stereotype.Component;

/**
 * Every date that {@code mass-inactivation.bpmn} waits for: close of business in Montana, counted from the day of the
 * stop and never from the current time.
 */
@Component("reviewDeadlines")
public class ReviewDeadlines {

    private final InactivationStopRepository stops;
    private final BusinessCalendar calendar;

    ReviewDeadlines(InactivationStopRepository stops, BusinessCalendar calendar) {
        this.stops = stops;
        this.calendar = calendar;
    }

    /** When registry staff should have decided: one business day after the day of the stop. */
    public Date review(String number) {
        return Date.from(dueAt(stops.get(number)));
    }

    /** When registry staff should have decided; UTC. */
    Instant dueAt(InactivationStop stop) {
        return calendar.closing(calendar.businessDaysAfter(stop.stoppedOn(), 1));
    }
}

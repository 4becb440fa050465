package gov.mt.immtrax.access.inactivation.stop;

import gov.mt.immtrax.access.calendar.BusinessCalendar;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Date;
import org.springframework.stereotype.Component;

/**
 * Every date that {@code mass-inactivation.bpmn} waits for: close of business in Montana, counted from the day of the
 * stop, by which the question is known, and never from "now".
 */
@Component("reviewDeadlines")
public class ReviewDeadlines {

    private final InactivationStops stops;
    private final BusinessCalendar calendar;

    ReviewDeadlines(InactivationStops stops, BusinessCalendar calendar) {
        this.stops = stops;
        this.calendar = calendar;
    }

    /** When registry staff should have decided: one business day after the day of the stop. */
    public Date review(String day) {
        return Date.from(dueAt(day));
    }

    /** When a decision that is overdue is escalated again: one business day after the last time. */
    public Date nextEscalation(String day) {
        return Date.from(calendar.dueAfter(stops.escalatedAt(LocalDate.parse(day)), 1));
    }

    /** When registry staff should have decided; UTC. */
    Instant dueAt(String day) {
        return calendar.closing(calendar.businessDaysAfter(LocalDate.parse(day), 1));
    }
}

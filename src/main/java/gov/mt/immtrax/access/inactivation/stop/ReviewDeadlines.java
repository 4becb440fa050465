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

    private final BusinessCalendar calendar;

    ReviewDeadlines(BusinessCalendar calendar) {
        this.calendar = calendar;
    }

    /** When registry staff should have decided: one business day after the day of the stop. */
    public Date review(String day) {
        return Date.from(dueAt(day));
    }

    /** When registry staff should have decided; UTC. */
    Instant dueAt(String day) {
        return calendar.closing(calendar.businessDaysAfter(LocalDate.parse(day), 1));
    }
}

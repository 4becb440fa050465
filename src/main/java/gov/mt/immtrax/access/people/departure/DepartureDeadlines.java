package gov.mt.immtrax.access.people.departure;

import gov.mt.immtrax.access.calendar.BusinessCalendar;
import java.time.Instant;
import java.util.Date;
import org.springframework.stereotype.Component;

/**
 * Every date that {@code supervisor-departure.bpmn} waits for: close of business in Montana, counted from when registry
 * staff were last asked.
 */
@Component("departureDeadlines")
public class DepartureDeadlines {

    /** Registry staff must reach someone at the employer, as for a dispute. */
    private static final int BUSINESS_DAYS = 3;

    private final DepartureRepository departures;
    private final BusinessCalendar calendar;

    DepartureDeadlines(DepartureRepository departures, BusinessCalendar calendar) {
        this.departures = departures;
        this.calendar = calendar;
    }

    /** When the supervisor should be replaced: three business days after registry staff were asked. */
    public Date replacement(String number) {
        return Date.from(dueAt(departures.get(number)));
    }

    /** When the supervisor should be replaced; UTC. */
    Instant dueAt(Departure departure) {
        return calendar.dueAfter(departure.askedAt(), BUSINESS_DAYS);
    }
}

package gov.mt.immtrax.access.people.departure;

import gov.mt.immtrax.access.calendar.BusinessCalendar;
import gov.mt.immtrax.access.mail.Audience;
import gov.mt.immtrax.access.mail.MailSubject;
import gov.mt.immtrax.access.number.CaseKind;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Supplies template values for emails about a supervisor who left; only the help desk lead gets them. */
@Component
class DepartureMailSubject implements MailSubject {

    private final DepartureRepository departures;
    private final SupervisorDepartures left;
    private final DepartureDeadlines deadlines;
    private final BusinessCalendar calendar;

    DepartureMailSubject(
            DepartureRepository departures,
            SupervisorDepartures left,
            DepartureDeadlines deadlines,
            BusinessCalendar calendar) {
        this.departures = departures;
        this.left = left;
        this.deadlines = deadlines;
        this.calendar = calendar;
    }

    @Override
    public CaseKind kind() {
        return CaseKind.SUPERVISOR_DEPARTURE;
    }

    @Override
    public String addressOf(Audience audience, String number) {
        throw new IllegalArgumentException(audience + " is not a recipient of emails about a supervisor who left");
    }

    @Override
    public Map<String, Object> wordsFor(String template, String number) {
        Departure departure = departures.get(number);
        return Map.of(
                "people", left.leftBy(departure.address()).size(),
                "dueDate", calendar.dateOf(deadlines.dueAt(departure)));
    }
}

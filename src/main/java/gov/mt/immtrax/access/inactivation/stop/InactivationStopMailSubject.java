package gov.mt.immtrax.access.inactivation.stop;

import gov.mt.immtrax.access.calendar.BusinessCalendar;
import gov.mt.immtrax.access.mail.Audience;
import gov.mt.immtrax.access.mail.MailSubject;
import gov.mt.immtrax.access.number.CaseKind;
import java.util.HashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Supplies template values for emails about an inactivation stop. */
@Component
class InactivationStopMailSubject implements MailSubject {

    private final InactivationStopRepository stops;
    private final ReviewDeadlines deadlines;
    private final BusinessCalendar calendar;

    InactivationStopMailSubject(
            InactivationStopRepository stops, ReviewDeadlines deadlines, BusinessCalendar calendar) {
        this.stops = stops;
        this.deadlines = deadlines;
        this.calendar = calendar;
    }

    @Override
    public CaseKind kind() {
        return CaseKind.INACTIVATION_STOP;
    }

    @Override
    public String addressOf(Audience audience, String number) {
        throw new IllegalArgumentException(audience + " is not a recipient of emails about an inactivation stop");
    }

    @Override
    public Map<String, Object> wordsFor(String template, String number) {
        InactivationStop stop = stops.get(number);
        Map<String, Object> words = new HashMap<>();
        words.put("dueAccounts", stop.dueAccounts());
        words.put("activeAccounts", stop.activeAccounts());
        words.put("stoppedOn", stop.stoppedOn());
        words.put("dueDate", calendar.dateOf(deadlines.dueAt(stop)));
        return words;
    }
}

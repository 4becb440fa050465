package gov.mt.immtrax.access.inactivation.stop;

import gov.mt.immtrax.access.calendar.BusinessCalendar;
import gov.mt.immtrax.access.mail.Audience;
import gov.mt.immtrax.access.mail.MailSubject;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** What mails may say of a day on which too many accounts were due; its number is the day, as in {@code 2026-11-23}. */
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
    public boolean knows(String number) {
        return number.matches("\\d{4}-\\d{2}-\\d{2}");
    }

    @Override
    public String addressOf(Audience audience, String day) {
        throw new IllegalArgumentException(audience + " is not a recipient of emails about an inactivation stop");
    }

    @Override
    public Map<String, Object> wordsFor(String template, String day) {
        InactivationStop stop = stops.find(LocalDate.parse(day)).orElseThrow();
        Map<String, Object> words = new HashMap<>();
        words.put("dueAccounts", stop.dueAccounts());
        words.put("activeAccounts", stop.activeAccounts());
        words.put("dueDate", calendar.dateOf(deadlines.dueAt(day)));
        return words;
    }
}

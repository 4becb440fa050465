package gov.mt.immtrax.access.imports;

import gov.mt.immtrax.access.calendar.BusinessCalendar;
import gov.mt.immtrax.access.mail.Audience;
import gov.mt.immtrax.access.mail.MailSubject;
import gov.mt.immtrax.access.number.CaseKind;
import java.util.HashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * Supplies template values for emails about a difference. They do not identify the account's user, who is shown only on
 * our pages.
 */
@Component
class DifferenceMailSubject implements MailSubject {

    private final DifferenceRepository differences;
    private final DifferenceDeadlines deadlines;
    private final BusinessCalendar calendar;

    DifferenceMailSubject(DifferenceRepository differences, DifferenceDeadlines deadlines, BusinessCalendar calendar) {
        this.differences = differences;
        this.deadlines = deadlines;
        this.calendar = calendar;
    }

    @Override
    public CaseKind kind() {
        return CaseKind.DIFFERENCE;
    }

    @Override
    public String addressOf(Audience audience, String number) {
        throw new IllegalArgumentException(audience + " is not a recipient of emails about a difference");
    }

    @Override
    public Map<String, Object> wordsFor(String template, String number) {
        Map<String, Object> words = new HashMap<>();
        words.put(
                "kindKey",
                "imports.what." + differences.find(number).orElseThrow().kind());
        words.put("dueDate", calendar.dateOf(deadlines.dueAt(number)));
        return words;
    }
}

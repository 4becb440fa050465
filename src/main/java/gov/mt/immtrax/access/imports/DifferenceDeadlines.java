package gov.mt.immtrax.access.imports;

import gov.mt.immtrax.access.calendar.BusinessCalendar;
import java.time.Instant;
import java.util.Date;
import java.util.Objects;
import org.springframework.stereotype.Component;

/**
 * Every date that {@code difference-resolution.bpmn} waits for: close of business in Montana, counted from when the
 * difference was assigned and never from the current time.
 */
@Component("differenceDeadlines")
public class DifferenceDeadlines {

    private static final int RESOLUTION_BUSINESS_DAYS = 3;

    private final DifferenceRepository differences;
    private final BusinessCalendar calendar;

    DifferenceDeadlines(DifferenceRepository differences, BusinessCalendar calendar) {
        this.differences = differences;
        this.calendar = calendar;
    }

    /** When the help desk should have resolved a difference: three business days after it was assigned. */
    public Date resolution(String number) {
        return Date.from(dueAt(number));
    }

    /** When the help desk should have resolved it; UTC. */
    Instant dueAt(String number) {
        return calendar.dueAfter(Objects.requireNonNull(assigned(number).taskAt()), RESOLUTION_BUSINESS_DAYS);
    }

    private Difference assigned(String number) {
        return differences
                .find(number)
                .orElseThrow(() -> new IllegalStateException("No date to count from for " + number));
    }
}

package gov.mt.immtrax.access.account;

import gov.mt.immtrax.access.calendar.BusinessCalendar;
import gov.mt.immtrax.access.calendar.DatedProcess;
import java.time.Instant;
import java.util.Date;
import org.springframework.stereotype.Component;

/**
 * Every date that {@code account-inactivation.bpmn} waits for: close of business in Montana, counted from what
 * {@link Inactivations} noted and never from "now".
 */
@Component("inactivationDeadlines")
public class InactivationDeadlines implements DatedProcess {

    private final Inactivations inactivations;
    private final BusinessCalendar calendar;

    InactivationDeadlines(Inactivations inactivations, BusinessCalendar calendar) {
        this.inactivations = inactivations;
        this.calendar = calendar;
    }

    /** When the account should be inactivated: so many business days after it was asked for. */
    public Date confirmation(String number) {
        return Date.from(dueAt(latest(number)));
    }

    /** When an inactivation that is overdue is escalated again: one business day after the last time. */
    public Date nextEscalation(String number) {
        return Date.from(calendar.dueAfter(latest(number).escalatedAt(), 1));
    }

    /** When an inactivation should be decided; UTC. */
    public Instant dueAt(Inactivation inactivation) {
        return calendar.dueAfter(inactivation.askedAt(), inactivation.businessDays());
    }

    @Override
    public String process() {
        return InactivationDesk.PROCESS;
    }

    @Override
    public Instant due(String task, String number) {
        return dueAt(latest(number));
    }

    private Inactivation latest(String number) {
        return inactivations
                .latest(number)
                .orElseThrow(() -> new IllegalStateException("No date to count from for " + number));
    }
}

package gov.mt.immtrax.access.deletion.process;

import gov.mt.immtrax.access.calendar.BusinessCalendar;
import gov.mt.immtrax.access.deletion.AccessDeletion;
import gov.mt.immtrax.access.deletion.AccessDeletionRepository;
import java.time.Instant;
import java.util.Date;
import org.springframework.stereotype.Component;

/**
 * Every date that {@code access-deletion.bpmn} waits for: close of business in Montana, counted from what was noted.
 */
@Component("deletionDeadlines")
public class DeletionDeadlines {

    /**
     * Registry staff have one business day to decide, as the help desk has to inactivate: the access is open meanwhile.
     */
    private static final int DECISION_BUSINESS_DAYS = 1;

    private final AccessDeletionRepository deletions;
    private final BusinessCalendar calendar;

    DeletionDeadlines(AccessDeletionRepository deletions, BusinessCalendar calendar) {
        this.deletions = deletions;
        this.calendar = calendar;
    }

    /** When registry staff should have decided: one business day after it was submitted. */
    public Date decision(String number) {
        return Date.from(decisionDueAt(deletions.get(number)));
    }

    /** When the access is not needed any more: close of the last day, whether or not it is a business day. */
    public Date lastDay(String number) {
        return Date.from(calendar.closing(deletions.get(number).lastDay()));
    }

    /** When registry staff should have decided; UTC. */
    public Instant decisionDueAt(AccessDeletion deletion) {
        return calendar.dueAfter(deletion.submittedAt(), DECISION_BUSINESS_DAYS);
    }
}

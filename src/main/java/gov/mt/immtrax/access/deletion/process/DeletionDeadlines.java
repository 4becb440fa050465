package gov.mt.immtrax.access.deletion.process;

import gov.mt.immtrax.access.calendar.BusinessCalendar;
import gov.mt.immtrax.access.deletion.AccessDeletion;
import gov.mt.immtrax.access.deletion.AccessDeletionRepository;
import java.time.Instant;
import java.util.Date;
import org.springframework.stereotype.Component;

/**
 * Computes every date that {@code access-deletion.bpmn} waits for: close of business in Montana, counted from stored
 * dates.
 */
@Component("deletionDeadlines")
public class DeletionDeadlines {

    /**
     * Registry staff have one business day to decide, as the help desk has to inactivate, because the access stays open
     * until then.
     */
    private static final int DECISION_BUSINESS_DAYS = 1;

    private final AccessDeletionRepository deletions;
    private final BusinessCalendar calendar;

    DeletionDeadlines(AccessDeletionRepository deletions, BusinessCalendar calendar) {
        this.deletions = deletions;
        this.calendar = calendar;
    }

    /** When the decision is due: close of business, one business day after the deletion was submitted. */
    public Date decision(String number) {
        return Date.from(decisionDueAt(deletions.get(number)));
    }

    /** When the access is no longer needed: close of business on the last day, even if it is not a business day. */
    public Date lastDay(String number) {
        return Date.from(calendar.closing(deletions.get(number).lastDay()));
    }

    /** When the decision is due; UTC. */
    public Instant decisionDueAt(AccessDeletion deletion) {
        return calendar.dueAfter(deletion.submittedAt(), DECISION_BUSINESS_DAYS);
    }
}

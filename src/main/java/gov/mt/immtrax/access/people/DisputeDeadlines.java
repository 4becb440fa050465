package gov.mt.immtrax.access.people;

import gov.mt.immtrax.access.account.AccountChange;
import gov.mt.immtrax.access.account.AccountChangeType;
import gov.mt.immtrax.access.account.AccountHistory;
import gov.mt.immtrax.access.calendar.BusinessCalendar;
import gov.mt.immtrax.access.calendar.DatedProcess;
import java.time.Instant;
import java.util.Date;
import org.springframework.stereotype.Component;

/**
 * Every date that {@code account-dispute.bpmn} waits for: close of business in Montana, counted from what was noted.
 */
@Component("disputeDeadlines")
public class DisputeDeadlines implements DatedProcess {

    /** Somebody has to be reached at the employer; until then the access stays as it is. */
    private static final int BUSINESS_DAYS = 3;

    private final Disputes disputes;
    private final AccountHistory history;
    private final BusinessCalendar calendar;

    DisputeDeadlines(Disputes disputes, AccountHistory history, BusinessCalendar calendar) {
        this.disputes = disputes;
        this.history = history;
        this.calendar = calendar;
    }

    /** When registry staff should have decided: three business days after it was reported. */
    public Date decision(String accountNumber) {
        return Date.from(decisionDueAt(accountNumber));
    }

    /** When a decision that is overdue is escalated again: one business day after the last time. */
    public Date nextEscalation(String accountNumber) {
        Instant last = history.of(accountNumber).stream()
                .filter(change -> change.type() == AccountChangeType.REPORT_ESCALATED)
                .map(AccountChange::at)
                .findFirst()
                .orElseThrow();
        return Date.from(calendar.dueAfter(last, 1));
    }

    @Override
    public String process() {
        return DisputeDesk.PROCESS;
    }

    @Override
    public Instant due(String task, String number) {
        return decisionDueAt(number);
    }

    private Instant decisionDueAt(String accountNumber) {
        Dispute last = disputes.of(accountNumber).stream()
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("There is no dispute about " + accountNumber));
        return calendar.dueAfter(last.reportedAt(), BUSINESS_DAYS);
    }
}

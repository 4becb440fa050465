package gov.mt.immtrax.access.mail;

import gov.mt.immtrax.access.calendar.BusinessCalendar;
import gov.mt.immtrax.access.calendar.DatedProcess;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Every date that {@code mail-delivery.bpmn} waits for: close of business in Montana, counted from when a mail was
 * held.
 */
@Component("mailDeadlines")
public class MailDeadlines implements DatedProcess {

    private static final int BUSINESS_DAYS = 1;

    private final MailLedger ledger;
    private final BusinessCalendar calendar;

    MailDeadlines(MailLedger ledger, BusinessCalendar calendar) {
        this.ledger = ledger;
        this.calendar = calendar;
    }

    /** When the help desk should have released or dropped a mail: one business day after it was held. */
    public Date release(String mailId) {
        return Date.from(calendar.dueAfter(hold(mailId).heldAt(), BUSINESS_DAYS));
    }

    /** When a mail that still waits is escalated again: one business day after the last time. */
    public Date nextEscalation(String mailId) {
        return Date.from(calendar.dueAfter(hold(mailId).escalatedAt(), BUSINESS_DAYS));
    }

    @Override
    public String process() {
        return PostOffice.PROCESS;
    }

    @Override
    public Instant due(String task, String number) {
        return ledger.of(number).stream()
                .filter(mail -> mail.state() == MailState.HELD)
                .map(mail -> release(mail.id().toString()).toInstant())
                .min(Instant::compareTo)
                .orElseThrow(() -> new IllegalStateException("No email of " + number + " is held"));
    }

    private MailLedger.Hold hold(String mailId) {
        return ledger.hold(UUID.fromString(mailId))
                .orElseThrow(() -> new IllegalStateException("Never held: email " + mailId));
    }
}

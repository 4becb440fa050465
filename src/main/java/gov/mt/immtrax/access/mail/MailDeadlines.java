package gov.mt.immtrax.access.mail;

import gov.mt.immtrax.access.calendar.BusinessCalendar;
import java.util.Date;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Every date that {@code email-delivery.bpmn} waits for: close of business in Montana, counted from when an email was
 * held or its address was refused.
 */
@Component("mailDeadlines")
public class MailDeadlines {

    private static final int BUSINESS_DAYS = 1;

    private final HeldMailRepository held;
    private final RefusedMailRepository refused;
    private final BusinessCalendar calendar;

    MailDeadlines(HeldMailRepository held, RefusedMailRepository refused, BusinessCalendar calendar) {
        this.held = held;
        this.refused = refused;
        this.calendar = calendar;
    }

    /** When the help desk should have released or dropped an email: one business day after it was held. */
    public Date release(String mailId) {
        return Date.from(calendar.dueAfter(hold(mailId).heldAt(), BUSINESS_DAYS));
    }

    /** When the help desk should have corrected an address: one business day after it was refused. */
    public Date correction(String mailId) {
        RefusedMailRepository.Refusal refusal = refused.find(UUID.fromString(mailId))
                .orElseThrow(() -> new IllegalStateException("There is no email " + mailId));
        return Date.from(calendar.dueAfter(refusal.at(), BUSINESS_DAYS));
    }

    private HeldMailRepository.Hold hold(String mailId) {
        return held.find(UUID.fromString(mailId))
                .orElseThrow(() -> new IllegalStateException("This email was never held: " + mailId));
    }
}

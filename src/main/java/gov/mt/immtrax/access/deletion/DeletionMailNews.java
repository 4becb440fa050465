package gov.mt.immtrax.access.deletion;

import gov.mt.immtrax.access.mail.Audience;
import gov.mt.immtrax.access.mail.MailAddressCorrected;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** What the mail room has to tell a deletion: an address was corrected. */
@Component
class DeletionMailNews {

    private final AccessDeletions deletions;
    private final DeletionEvents events;

    DeletionMailNews(AccessDeletions deletions, DeletionEvents events) {
        this.deletions = deletions;
        this.events = events;
    }

    @EventListener
    void on(MailAddressCorrected corrected) {
        String number = corrected.requestNumber();
        if (deletions.find(number).isPresent()) {
            deletions.correctAddress(number, corrected.audience() == Audience.USER, corrected.newAddress());
            events.note(number, DeletionEventType.MAIL_ADDRESS_CORRECTED, null);
        }
    }
}

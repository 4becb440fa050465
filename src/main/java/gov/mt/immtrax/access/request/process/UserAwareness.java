package gov.mt.immtrax.access.request.process;

import static gov.mt.immtrax.access.number.CaseKind.ACCESS_REQUEST;

import gov.mt.immtrax.access.mail.Mails;
import gov.mt.immtrax.access.request.RequestEventType;
import gov.mt.immtrax.access.request.Timeline;
import org.springframework.stereotype.Component;

/** Whether the user of a request knows about it. A user who does not is not told that it changed or ended. */
@Component
public class UserAwareness {

    private final Timeline timeline;
    private final Mails mails;

    UserAwareness(Timeline timeline, Mails mails) {
        this.timeline = timeline;
        this.mails = mails;
    }

    /** Whether an email about it was sent, or the user signed without one. */
    public boolean isAware(String number) {
        return mails.wasSent("invite-user", ACCESS_REQUEST.of(number))
                || mails.wasSent("change-planned-user", ACCESS_REQUEST.of(number))
                || hasSigned(number);
    }

    /** Whether the user has signed the agreement for this request. */
    public boolean hasSigned(String number) {
        return timeline.last(number, RequestEventType.AGREEMENT_SIGNED).isPresent();
    }
}

package gov.mt.immtrax.access.request.process;

import static gov.mt.immtrax.access.number.CaseKind.ACCESS_REQUEST;

import gov.mt.immtrax.access.mail.Audience;
import gov.mt.immtrax.access.mail.Mails;
import gov.mt.immtrax.access.request.AccessRequestRepository;
import org.springframework.stereotype.Component;

/**
 * Posts news of a request to its user, if they know of the request. Until they have signed, and so logged in, only the
 * supervisor has vouched for the address, and the emails are bounded. A user who is the supervisor hears the news as
 * the supervisor, and gets one email.
 */
@Component
public class UserMails {

    private final AccessRequestRepository requests;
    private final UserAwareness users;
    private final Mails mails;

    UserMails(AccessRequestRepository requests, UserAwareness users, Mails mails) {
        this.requests = requests;
        this.users = users;
        this.mails = mails;
    }

    /** Replaces an unsent email with the same template. */
    public void postInstead(String template, String number) {
        if (requests.get(number).isOwn()) {
            return;
        }
        if (users.hasSigned(number)) {
            mails.postInstead(template, Audience.USER, ACCESS_REQUEST.of(number));
        } else if (users.isAware(number)) {
            mails.withdrawSuperseded(ACCESS_REQUEST.of(number), template);
            mails.postBounded(template, Audience.USER, ACCESS_REQUEST.of(number));
        }
    }
}

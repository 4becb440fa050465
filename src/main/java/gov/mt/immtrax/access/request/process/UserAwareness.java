package gov.mt.immtrax.access.request.process;

import static gov.mt.immtrax.access.number.CaseKind.ACCESS_REQUEST;

import gov.mt.immtrax.access.mail.Audience;
import gov.mt.immtrax.access.mail.Mails;
import gov.mt.immtrax.access.request.CorrectionRepository;
import gov.mt.immtrax.access.request.RequestEventType;
import gov.mt.immtrax.access.request.Timeline;
import org.springframework.stereotype.Component;

/** Whether the user of a request knows about it. A user who does not is not told that it changed or ended. */
@Component
public class UserAwareness {

    private final Timeline timeline;
    private final CorrectionRepository corrections;
    private final Mails mails;

    UserAwareness(Timeline timeline, CorrectionRepository corrections, Mails mails) {
        this.timeline = timeline;
        this.corrections = corrections;
        this.mails = mails;
    }

    /** Whether the mail server refuses the user's address, so that no email about it arrives. */
    public boolean isUnreachable(String number) {
        return mails.isRefused(Audience.USER, ACCESS_REQUEST.of(number));
    }

    /** Whether an email about it was sent, or the user signed without one. */
    public boolean isAware(String number) {
        return mails.wasSent("invite-user", ACCESS_REQUEST.of(number))
                || mails.wasSent("sign-again", ACCESS_REQUEST.of(number))
                || mails.wasSent("change-planned-user", ACCESS_REQUEST.of(number))
                || hasSigned(number);
    }

    /**
     * Whether the user has signed for this request, and so logged in, with the email address that the request has now.
     * The signature may be void since.
     */
    public boolean hasSigned(String number) {
        return timeline.last(number, RequestEventType.AGREEMENT_SIGNED)
                .filter(signed -> corrections.since(number, signed.at()).stream()
                        .noneMatch(change -> change.field().equals("emailAddress")))
                .isPresent();
    }

    /** Whether an agreement was signed for this request that still counts. */
    public boolean holdsAgreement(String number) {
        return isLast(number, RequestEventType.AGREEMENT_SIGNED);
    }

    /** Whether an agreement was signed for this request and has become void, so that it is signed again. */
    public boolean signsAgain(String number) {
        return isLast(number, RequestEventType.AGREEMENT_VOID);
    }

    private boolean isLast(String number, RequestEventType type) {
        return timeline.last(number, RequestEventType.AGREEMENT_SIGNED, RequestEventType.AGREEMENT_VOID)
                .filter(last -> last.type() == type)
                .isPresent();
    }
}

package gov.mt.immtrax.access.request.process;

import static gov.mt.immtrax.access.number.CaseKind.ACCESS_REQUEST;

import gov.mt.immtrax.access.mail.Audience;
import gov.mt.immtrax.access.mail.Mails;
import gov.mt.immtrax.access.request.AccessRequest;
import gov.mt.immtrax.access.request.RequestEventType;
import gov.mt.immtrax.access.request.Timeline;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Why a request ended, so that its page and the emails about its end give the actual reason. */
@Component
public class RequestEnding {

    /** The names are suffixes of message keys. */
    public enum Reason {
        GRANTED,
        DECLINED,
        /** The user agreement was not signed in time. */
        NOT_SIGNED,
        /** A correction made the signed agreement void, and it was not signed again in time. */
        NOT_SIGNED_AGAIN,
        /** A returned request was not corrected in time. */
        NOT_CORRECTED,
        /** The supervisor withdrew it. */
        WITHDRAWN,
        /** Somebody requested an access deletion for the person. */
        ACCESS_DELETION,
        /** The help desk kept the request of another supervisor for the same person. */
        NOT_KEPT,
        /** Its account was inactivated before the credentials went out, or before its permissions were changed. */
        ACCOUNT_ENDED,
        /** Its account moved to another employer before its permissions were changed. */
        ACCOUNT_MOVED
    }

    private final Timeline timeline;
    private final UserAwareness users;
    private final Mails mails;

    RequestEnding(Timeline timeline, UserAwareness users, Mails mails) {
        this.timeline = timeline;
        this.users = users;
        this.mails = mails;
    }

    /** Tells the supervisor of a request that ends without them. */
    public void tellSupervisor(String number) {
        mails.post("request-closed-supervisor", Audience.SUPERVISOR, ACCESS_REQUEST.of(number));
    }

    /** Why a request ended; empty while it is open. */
    public Optional<Reason> reason(AccessRequest request) {
        return Optional.ofNullable(
                switch (request.status()) {
                    case GRANTED -> Reason.GRANTED;
                    case DECLINED -> Reason.DECLINED;
                    case EXPIRED -> ofExpiry(request.number());
                    case WITHDRAWN -> ofWithdrawal(request.number());
                    default -> null;
                });
    }

    /** What an expired request was waiting for, or one that expires now. */
    Reason ofExpiry(String number) {
        return timeline.last(number, RequestEventType.INVITED, RequestEventType.RETURNED)
                .filter(wait -> wait.type() == RequestEventType.RETURNED)
                .map(wait -> Reason.NOT_CORRECTED)
                .orElseGet(() -> users.signsAgain(number) ? Reason.NOT_SIGNED_AGAIN : Reason.NOT_SIGNED);
    }

    private Reason ofWithdrawal(String number) {
        return timeline.last(
                        number,
                        RequestEventType.SUPERSEDED_BY_DELETION,
                        RequestEventType.NOT_KEPT,
                        RequestEventType.ACCOUNT_ENDED,
                        RequestEventType.ACCOUNT_MOVED)
                .map(end -> switch (end.type()) {
                    case ACCOUNT_ENDED -> Reason.ACCOUNT_ENDED;
                    case ACCOUNT_MOVED -> Reason.ACCOUNT_MOVED;
                    case NOT_KEPT -> Reason.NOT_KEPT;
                    default -> Reason.ACCESS_DELETION;
                })
                .orElse(Reason.WITHDRAWN);
    }
}

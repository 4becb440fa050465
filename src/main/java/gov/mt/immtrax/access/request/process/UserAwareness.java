package gov.mt.immtrax.access.request.process;

import static gov.mt.immtrax.access.number.CaseKind.ACCESS_REQUEST;

import gov.mt.immtrax.access.mail.Audience;
import gov.mt.immtrax.access.mail.Mails;
import gov.mt.immtrax.access.request.CorrectionRepository;
import gov.mt.immtrax.access.request.CorrectionRepository.Correction;
import gov.mt.immtrax.access.request.RequestEventType;
import gov.mt.immtrax.access.request.Timeline;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Whether the user of a request knows about it. A user who does not is not told that it changed or ended. */
@Component
public class UserAwareness {

    private static final String EMAIL_ADDRESS = "emailAddress";

    /** If a correction changes all of these, it is about another person. */
    private static final Set<String> SOMEBODY_ELSE = Set.of(EMAIL_ADDRESS, "legalFirstName", "legalLastName");

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
                .filter(signed -> formerAddress(number).isEmpty())
                .isPresent();
    }

    /** Whether an agreement was signed for this request that still counts. */
    public boolean holdsAgreement(String number) {
        return isLast(number, RequestEventType.AGREEMENT_SIGNED);
    }

    /**
     * Whether an agreement was signed for this request and has become void, so that it is signed again. Somebody else,
     * who takes the place of the one who signed, signs for the first time and is told nothing of them.
     */
    public boolean signsAgain(String number) {
        return isLast(number, RequestEventType.AGREEMENT_VOID)
                && !sinceSigned(number).keySet().containsAll(SOMEBODY_ELSE);
    }

    /** The email address of whoever has signed, if the request has another one since. */
    public Optional<String> formerAddress(String number) {
        return Optional.ofNullable(sinceSigned(number).get(EMAIL_ADDRESS)).map(Correction::before);
    }

    /** What is different from what was signed, by field. */
    private Map<String, Correction> sinceSigned(String number) {
        Map<String, Correction> net = new HashMap<>();
        timeline.last(number, RequestEventType.AGREEMENT_SIGNED)
                .map(signed -> corrections.since(number, signed.at()))
                .orElse(List.of())
                .forEach(change -> net.merge(
                        change.field(),
                        change,
                        (first, last) -> new Correction(change.field(), first.before(), last.after())));
        net.values().removeIf(change -> Objects.equals(change.before(), change.after()));
        return net;
    }

    private boolean isLast(String number, RequestEventType type) {
        return timeline.last(number, RequestEventType.AGREEMENT_SIGNED, RequestEventType.AGREEMENT_VOID)
                .filter(last -> last.type() == type)
                .isPresent();
    }
}

package gov.mt.immtrax.access.mail;

import java.util.Map;
import java.util.Optional;

/** What a room lends to its mails: addresses and words, looked up at the moment of sending. */
public interface MailSubject {

    /** Whether mails about this number are this room's: of all rooms, one says so. */
    boolean knows(String number);

    /**
     * Address of somebody of this request or other subject, as it is now. Never asked for
     * {@link Audience#HELP_DESK_LEAD}.
     */
    String addressOf(Audience audience, String requestNumber);

    /** The verified address of whoever caused the mails of this number, where they are bounded. */
    default Optional<String> askerOf(String number) {
        return Optional.empty();
    }

    /** What the templates may say of this request. May hold secrets: never stored, never logged. */
    Map<String, Object> wordsFor(String template, String requestNumber);
}

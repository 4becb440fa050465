package gov.mt.immtrax.access.mail;

import gov.mt.immtrax.access.number.CaseKind;
import java.util.Map;
import java.util.Optional;

/** What a room lends to the mails about one kind of number: addresses and words, looked up at the moment of sending. */
public interface MailSubject {

    /** What the mails are about; no other room has it. */
    CaseKind kind();

    /** Address of somebody whom this number concerns, as it is now. Never asked for {@link Audience#HELP_DESK_LEAD}. */
    String addressOf(Audience audience, String number);

    /** The verified address of whoever caused the mails of this number, where they are bounded. */
    default Optional<String> requesterOf(String number) {
        return Optional.empty();
    }

    /** What the templates may say of this number. May hold secrets: never stored, never logged. */
    Map<String, Object> wordsFor(String template, String number);
}

package gov.mt.immtrax.access.mail;

import java.util.Map;

/** What a room lends to its mails: addresses and words, looked up at the moment of sending. */
public interface MailSubject {

    /** Address of somebody of this request, as it is now. Never asked for {@link Audience#HELP_DESK_LEAD}. */
    String addressOf(Audience audience, String requestNumber);

    /** What the templates may say of this request. May hold secrets: never stored, never logged. */
    Map<String, Object> wordsFor(String template, String requestNumber);
}

package gov.mt.immtrax.access.mail;

import gov.mt.immtrax.access.number.CaseNumber;

/**
 * Posts mails: enters them in the ledger and hands them to {@code email-delivery.bpmn}, in the caller's transaction.
 */
public interface Mails {

    /**
     * Posts one mail. It is rendered when it is sent, from what is true then.
     *
     * @param template file name in {@code mail/} without ending, as in {@code invite-user}
     * @param audience who of the request's people it is for; the address is looked up when it is sent
     * @param about whose room says the address and the words
     */
    void post(String template, Audience audience, CaseNumber about);

    /** As {@link #post}, in the place of one of the same template that has not gone out. */
    void postInstead(String template, Audience audience, CaseNumber about);

    /**
     * Posts one mail to an address that is the word of whoever asks: its owner may be a stranger to us, and has not
     * answered yet. So many in a day go out by themselves ({@link MailSettings}); what is over it waits for the help
     * desk. While one of a request waits, or once one was dropped, the same person gets no other such mail of this
     * request.
     */
    void postBounded(String template, Audience audience, CaseNumber about);

    /**
     * Takes back every mail about a request that is not sent yet, because the request has ended. Mails that tell of the
     * end are posted after this call.
     */
    void withdrawUnsent(CaseNumber about);

    /**
     * Takes back mails of some templates that have not been sent and that events have overtaken, as a reminder of what
     * was done meanwhile, held ones too. One that waits for a better address is left alone: the address is needed all
     * the same.
     */
    void withdrawSuperseded(CaseNumber about, String... templates);

    /** Whether a bounded mail to somebody waits for the help desk, or was dropped by it. */
    boolean isWithheld(Audience audience, CaseNumber about);

    /** Whether a mail of this template has been accepted by the mail server for this number. */
    boolean wasSent(String template, CaseNumber about);
}

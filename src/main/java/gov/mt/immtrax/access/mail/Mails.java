package gov.mt.immtrax.access.mail;

/** Posts mails: enters them in the ledger and hands them to {@code mail-delivery.bpmn}, in the caller's transaction. */
public interface Mails {

    /**
     * Posts one mail. It is rendered when it is sent, from what is true then.
     *
     * @param template file name in {@code mail/} without ending, as in {@code invite-user}
     * @param audience who of the request's people it is for; the address is looked up when it is sent
     * @param requestNumber the request that it is about
     */
    void post(String template, Audience audience, String requestNumber);

    /** As {@link #post}, in the place of one of the same template that has not gone out. */
    void postInstead(String template, Audience audience, String requestNumber);

    /**
     * Posts one mail to an address that is the word of whoever asks: its owner may be a stranger to us, and has not
     * answered yet. So many in a day go out by themselves ({@link MailSettings}); what is over it waits for the help
     * desk. While one of a request waits, or once one was dropped, the same person gets no other such mail of this
     * request.
     */
    void postBounded(String template, Audience audience, String requestNumber);

    /**
     * Takes back every mail of a request that is not sent yet, because the request has ended. Mails that tell of the
     * end are posted after this call.
     */
    void withdrawUnsent(String requestNumber);

    /**
     * Takes back mails of some templates that have not been sent and that events have overtaken, as a reminder of what
     * was done meanwhile, held ones too. One that waits for a better address is left alone: the address is needed all
     * the same.
     */
    void withdrawOvertaken(String requestNumber, String... templates);

    /** Whether a bounded mail to somebody waits for the help desk, or was dropped by it. */
    boolean isWithheld(Audience audience, String requestNumber);

    /** Whether a mail of this template has been accepted by the mail server for this request. */
    boolean wasSent(String template, String requestNumber);
}

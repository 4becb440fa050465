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

    /**
     * Takes back every mail of a request that is not sent yet, because the request has ended. Mails that tell of the end
     * are posted after this call.
     */
    void withdrawUnsent(String requestNumber);

    /**
     * Takes back mails of some templates that have not been sent and that events have overtaken, as a reminder of what was
     * done meanwhile. One that waits for a better address is left alone: the address is needed all the same.
     */
    void withdrawOvertaken(String requestNumber, String... templates);

    /** Whether a mail of this template has been accepted by the mail server for this request. */
    boolean wasSent(String template, String requestNumber);
}

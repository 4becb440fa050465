package gov.mt.immtrax.access.form;

/**
 * Stores a valid submission in the tables of its room, in the transaction of the engine's step. There is exactly one
 * for each form.
 */
public interface FormReceiver {

    /** File name of the form without folder and extension. */
    String form();

    /**
     * Whether the receiver locks the record itself, because it writes other rows too and has to lock all of them in
     * order.
     */
    default boolean holdsItself() {
        return false;
    }

    /**
     * Stores the submission.
     *
     * @return what the engine stores of it: the business key (start forms) and routing variables, with no personal data
     *     except the user's email address
     * @throws FormRejectedException if it cannot be accepted after all
     */
    Receipt receive(FormSubmission submission);
}

package gov.mt.immtrax.access.form;

/**
 * Takes a valid submission into the tables of its room, in the transaction of the engine's step. Exactly one exists for
 * each form.
 */
public interface FormReceiver {

    /** File name of the form without folder and ending. */
    String form();

    /**
     * Whether the room holds what the form is about by itself, since it writes more than that, and in the order of all
     * rows.
     */
    default boolean holdsItself() {
        return false;
    }

    /**
     * Records the submission.
     *
     * @return what the engine keeps of it: the business key (start forms) and routing variables, never personal data
     *     beyond the user's mail address
     * @throws FormRejectedException if it cannot be accepted after all
     */
    Receipt receive(FormSubmission submission);
}

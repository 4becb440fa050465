package gov.mt.immtrax.access.mail;

import gov.mt.immtrax.access.number.CaseNumber;

/** Posts emails: enters them in the ledger and starts {@code email-delivery.bpmn}, in the caller's transaction. */
public interface Mails {

    /**
     * Posts one email. It is rendered from the data at the time of sending.
     *
     * @param template file name in {@code mail/} without extension, for example {@code invite-user}
     * @param audience the recipient; the address is looked up when the email is sent
     * @param about the number whose {@link MailSubject} supplies the address and the template values
     */
    void post(String template, Audience audience, CaseNumber about);

    /** Like {@link #post}, but replaces an unsent email with the same template. */
    void postInstead(String template, Audience audience, CaseNumber about);

    /**
     * Posts one email to an address that only the requester has vouched for. Its owner may have no relation to us and
     * has not answered yet. Emails within the daily limits ({@link MailSettings}) are sent automatically; the others
     * are held for the help desk. While one of a request's emails to this audience is held, or after one was dropped,
     * no other bounded email of that request goes to this audience.
     */
    void postBounded(String template, Audience audience, CaseNumber about);

    /** Takes back every unsent email about a request that has ended. Post emails about the end after this call. */
    void withdrawUnsent(CaseNumber about);

    /**
     * Takes back unsent emails with the given templates, including held ones, because they are out of date: for
     * example, a reminder of something that has since been done. Emails with a refused address are left alone, because
     * the address must be corrected anyway.
     *
     * @return whether there were any
     */
    boolean withdrawSuperseded(CaseNumber about, String... templates);

    /** Whether a bounded email to this audience is held or was dropped by the help desk. */
    boolean isWithheld(Audience audience, CaseNumber about);

    /** Whether the mail server has refused the address of this audience, and the help desk has not corrected it yet. */
    boolean isRefused(Audience audience, CaseNumber about);

    /** Whether the mail server has accepted an email with this template for this number. */
    boolean wasSent(String template, CaseNumber about);
}

package gov.mt.immtrax.access.mail;

import gov.mt.immtrax.access.number.CaseNumber;

/** Published when the help desk has corrected an address that the mail server refused, in the same transaction. */
public record MailAddressCorrected(CaseNumber caseNumber, Audience audience, String newAddress) {

    /** File name of the form that corrects an address, without folder and ending. */
    public static final String FORM = "correct-email-address";

    @Override
    public String toString() {
        return "MailAddressCorrected[" + caseNumber + ", " + audience + "]";
    }
}

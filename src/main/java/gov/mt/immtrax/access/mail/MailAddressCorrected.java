package gov.mt.immtrax.access.mail;

import gov.mt.immtrax.access.number.CaseNumber;

/** Published in the transaction in which the help desk corrects an address that the mail server refused. */
public record MailAddressCorrected(CaseNumber caseNumber, Audience audience, String newAddress) {

    /** File name of the form that corrects an address, without folder and extension. */
    public static final String FORM = "correct-email-address";

    @Override
    public String toString() {
        return "MailAddressCorrected[" + caseNumber + ", " + audience + "]";
    }
}

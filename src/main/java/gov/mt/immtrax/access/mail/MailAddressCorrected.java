package gov.mt.immtrax.access.mail;

import gov.mt.immtrax.access.number.CaseNumber;
import org.jspecify.annotations.Nullable;

/**
 * Published in the transaction in which the help desk corrects an address that the mail server refused. The correction
 * is about the refused address: whoever has another address by now keeps it.
 *
 * @param oldAddress the refused address, normalized
 * @param newAddress normalized
 */
public record MailAddressCorrected(CaseNumber caseNumber, Audience audience, String oldAddress, String newAddress) {

    /** File name of the form that corrects an address, without folder and extension. */
    public static final String FORM = "correct-email-address";

    /** Whether an address is the refused one. */
    public boolean isAbout(@Nullable String address) {
        return oldAddress.equals(address);
    }

    /** Both addresses, for a timeline whose readers may know them. */
    public String change() {
        return oldAddress + " \u2192 " + newAddress;
    }

    @Override
    public String toString() {
        return "MailAddressCorrected[" + caseNumber + ", " + audience + "]";
    }
}

package gov.mt.immtrax.access.mail;

import gov.mt.immtrax.access.number.CaseNumber;
import java.time.Instant;
import java.util.UUID;

/**
 * One posted mail as the ledger knows it: that it was sent, never what it said. Instants are UTC.
 *
 * @param caseNumber what it is about
 * @param template file name in {@code mail/} without ending; its readable name is the message {@link #labelKey()}
 * @param recipient the address that was tried last, or null while none was
 * @param attempts how often the mail server was asked to take it
 * @param sentAt when the mail server accepted it, or null
 * @param problem what went wrong last, without personal data, or null
 * @param decidedBy who released or dropped it when it was held, or null
 * @param decision what they said about it, or null
 */
public record LedgerEntry(
        UUID id,
        CaseNumber caseNumber,
        String template,
        Audience audience,
        String recipient,
        MailState state,
        int attempts,
        Instant postedAt,
        Instant sentAt,
        String problem,
        String decidedBy,
        String decision) {

    /** Whether it is held until the help desk releases it, or was dropped by the help desk. */
    public boolean isWithheld() {
        return state == MailState.HELD || state == MailState.DROPPED;
    }

    /** Message key of the template's readable name. */
    public String labelKey() {
        return "mail." + template + ".label";
    }

    @Override
    public String toString() {
        return "LedgerEntry[" + id + ", " + caseNumber + ", " + template + ", " + state + "]";
    }
}

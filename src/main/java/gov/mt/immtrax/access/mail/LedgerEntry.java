package gov.mt.immtrax.access.mail;

import gov.mt.immtrax.access.number.CaseNumber;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One posted email as the ledger records it: that it was sent, never what it said. Instants are UTC.
 *
 * @param caseNumber what it is about
 * @param template file name in {@code mail/} without extension; the message {@link #labelKey()} is its readable name
 * @param recipient the address that was tried last, or null before the first attempt
 * @param attempts number of attempts to hand it to the mail server
 * @param sentAt when the mail server accepted it, or null
 * @param problem the last error, without personal data, or null
 * @param decidedBy who released or dropped it when it was held, or null
 * @param decision the note on that decision, or null
 * @param correctedFrom the refused address that the help desk corrected last, or null
 * @param correctedTo the address that the help desk entered instead, or null
 */
public record LedgerEntry(
        UUID id,
        CaseNumber caseNumber,
        String template,
        Audience audience,
        @Nullable String recipient,
        MailState state,
        int attempts,
        Instant postedAt,
        @Nullable Instant sentAt,
        @Nullable String problem,
        @Nullable String decidedBy,
        @Nullable String decision,
        @Nullable String correctedFrom,
        @Nullable String correctedTo) {

    /** Whether it is held until the help desk releases it, or the help desk has dropped it. */
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

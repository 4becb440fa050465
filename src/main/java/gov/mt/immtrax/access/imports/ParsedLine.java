package gov.mt.immtrax.access.imports;

import gov.mt.immtrax.access.account.AccessLevel;
import gov.mt.immtrax.access.account.AccountStatus;
import java.time.Instant;
import java.util.Locale;

/**
 * A usable line. Texts are null if the file has none; keys are in lower case, as in the register.
 *
 * @param line number as in an editor, from 1
 * @param lastAccessAt UTC; null if the account was never used
 */
record ParsedLine(
        int line,
        String username,
        String firstName,
        String lastName,
        String emailAddress,
        String employer,
        String locationName,
        AccessLevel accessLevel,
        AccountStatus status,
        Instant lastAccessAt,
        String supervisorName,
        String supervisorAddress) {

    static String key(String text) {
        return text == null ? null : text.toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return "ParsedLine[" + line + "]";
    }
}

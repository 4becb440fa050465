package gov.mt.immtrax.access.imports;

import gov.mt.immtrax.access.account.AccessLevel;
import gov.mt.immtrax.access.account.AccountStatus;
import java.time.Instant;
import java.util.Locale;

/**
 * A line that can be used. Texts are null where the file has none; keys are in lower case, as the register has them.
 *
 * @param line as editors count, from 1
 * @param lastAccessAt UTC; null if it was never used
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

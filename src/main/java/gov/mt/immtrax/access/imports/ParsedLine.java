package gov.mt.immtrax.access.imports;

import gov.mt.immtrax.access.account.AccessLevel;
import gov.mt.immtrax.access.account.AccountStatus;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A usable line. Texts are null if the file has none.
 *
 * @param line number as in an editor, from 1
 * @param lastAccessAt UTC; null if the account was never used
 */
record ParsedLine(
        int line,
        String username,
        @Nullable String firstName,
        @Nullable String lastName,
        @Nullable String emailAddress,
        @Nullable String employer,
        @Nullable String locationName,
        AccessLevel accessLevel,
        AccountStatus status,
        @Nullable Instant lastAccessAt,
        @Nullable String supervisorName,
        @Nullable String supervisorAddress) {

    /** The user name as the register compares it. */
    static String key(String username) {
        return username.toLowerCase(Locale.ROOT);
    }

    /** The supervisor's name, or their address if the file has none; null without an address. */
    @Nullable
    String shownSupervisor() {
        if (supervisorAddress == null || supervisorName != null) {
            return supervisorAddress == null ? null : supervisorName;
        }
        return supervisorAddress.substring(0, Math.min(LineParser.LONGEST_NAME, supervisorAddress.length()));
    }

    @Override
    public String toString() {
        return "ParsedLine[" + line + "]";
    }
}

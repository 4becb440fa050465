package gov.mt.immtrax.access.imports;

import gov.mt.immtrax.access.account.AccessLevel;
import gov.mt.immtrax.access.account.AccountStatus;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A usable line. Texts are null if the file has none; keys are in lower case, as in the register.
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

    static String key(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    static @Nullable String keyOrNull(@Nullable String text) {
        return text == null ? null : key(text);
    }

    @Override
    public String toString() {
        return "ParsedLine[" + line + "]";
    }
}

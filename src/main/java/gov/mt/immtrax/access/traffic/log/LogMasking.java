package gov.mt.immtrax.access.traffic.log;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Removes what a log line must not contain: email addresses, phone numbers and birth dates, and characters that would
 * start another line or change the terminal's colors. Our own messages contain none of these, but messages of libraries
 * may.
 */
final class LogMasking {

    private static final Pattern MAIL_ADDRESS =
            Pattern.compile("[\\w.!#$%&'*+/=?^`{|}~-]{1,64}(?:@|%40)[\\w-]+(?:\\.[\\w-]+)+");
    private static final Pattern PHONE_NUMBER =
            Pattern.compile("(?<![\\w.-])(?:\\+?1[ .-]?)?\\(?\\d{3}\\)?[ .-]\\d{3}[ .-]\\d{4}(?![\\w-])");
    private static final Pattern BIRTH_DATE =
            Pattern.compile("(?i)(\\b(?:dob|(?:date[ _-]?of[ _-]?birth)|birth[ _-]?(?:date|day)|born)\\b\\W{0,12})"
                    + "(?:\\d{4}-\\d{1,2}-\\d{1,2}|\\d{1,2}[-/.]\\d{1,2}[-/.]\\d{4})");
    /** Line ends before the lines of a stack trace stay, because the engine writes whole traces into its messages. */
    private static final Pattern CONTROL = Pattern.compile(
            "\\r(?=\\n)|\\n(?!\\tat |\\t\\.\\.\\. \\d|Caused by: |$)|[\\p{Cc}\\p{Cf}\\u2028\\u2029&&[^\\t\\n]]");

    private LogMasking() {}

    /** One line, with placeholders for personal data. */
    static @Nullable String oneLine(@Nullable String text) {
        return text == null ? null : CONTROL.matcher(masked(text)).replaceAll(LogMasking::visible);
    }

    static String masked(String text) {
        String birthDates = text.length() < 8 ? text : BIRTH_DATE.matcher(text).replaceAll("$1<date>");
        String phones = PHONE_NUMBER.matcher(birthDates).replaceAll("<phone>");
        return phones.indexOf('@') < 0 && !phones.contains("%40")
                ? phones
                : MAIL_ADDRESS.matcher(phones).replaceAll("<address>");
    }

    private static String visible(MatchResult found) {
        int character = found.group().codePointAt(0);
        return Matcher.quoteReplacement(
                switch (character) {
                    case '\n' -> "\\n";
                    case '\r' -> "\\r";
                    default -> "\\u%04x".formatted(character);
                });
    }
}

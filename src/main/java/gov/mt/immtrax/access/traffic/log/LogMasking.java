package gov.mt.immtrax.access.traffic.log;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a line of the log may say: no mail address, phone number or birth date, and nothing that would look like another
 * line or colour the reader's screen. Our own lines name none of these; what libraries say of a failure may.
 */
final class LogMasking {

    private static final Pattern MAIL_ADDRESS =
            Pattern.compile("[\\w.!#$%&'*+/=?^`{|}~-]{1,64}(?:@|%40)[\\w-]+(?:\\.[\\w-]+)+");
    private static final Pattern PHONE_NUMBER =
            Pattern.compile("(?<![\\w.-])(?:\\+?1[ .-]?)?\\(?\\d{3}\\)?[ .-]\\d{3}[ .-]\\d{4}(?![\\w-])");
    private static final Pattern BIRTH_DATE =
            Pattern.compile("(?i)(\\b(?:dob|(?:date[ _-]?of[ _-]?birth)|birth[ _-]?(?:date|day)|born)\\b\\W{0,12})"
                    + "(?:\\d{4}-\\d{1,2}-\\d{1,2}|\\d{1,2}[-/.]\\d{1,2}[-/.]\\d{4})");
    /** Line ends before the lines of a stack trace may stay: the engine writes whole traces into its messages. */
    private static final Pattern CONTROL = Pattern.compile(
            "\\r(?=\\n)|\\n(?!\\tat |\\t\\.\\.\\. \\d|Caused by: |$)|[\\p{Cc}\\p{Cf}\\u2028\\u2029&&[^\\t\\n]]");

    private LogMasking() {}

    /** One line, with signs in place of what names a person. */
    static String oneLine(String text) {
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

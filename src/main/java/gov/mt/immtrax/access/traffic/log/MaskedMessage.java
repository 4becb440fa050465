package gov.mt.immtrax.access.traffic.log;

import ch.qos.logback.classic.pattern.MessageConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import org.jspecify.annotations.Nullable;

/**
 * The message of a log line, in one line and without personal data. {@code logback-spring.xml} uses it in every
 * pattern.
 */
public class MaskedMessage extends MessageConverter {

    /** Its messages explain over several lines why the service does not start. They are our own text. */
    private static final String WHY_IT_DOES_NOT_START =
            "org.springframework.boot.diagnostics.LoggingFailureAnalysisReporter";

    @Override
    public @Nullable String convert(ILoggingEvent event) {
        String message = super.convert(event);
        return event.getLoggerName().equals(WHY_IT_DOES_NOT_START)
                ? LogMasking.masked(message)
                : LogMasking.oneLine(message);
    }
}

package gov.mt.immtrax.access.mail.process;

import gov.mt.immtrax.access.mail.MailSettings;
import java.time.Duration;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Provides the retry setting to the model. The engine evaluates it each time sending fails. */
// Must be public: the engine calls methods in expressions only on public classes, and otherwise falls back to three
// retries.
@Component("mailRetries")
public class MailRetries {

    private final MailSettings settings;

    MailRetries(MailSettings settings) {
        this.settings = settings;
    }

    /** The waits in the engine's format: ISO durations, separated by commas. */
    public String cycle() {
        return settings.retryCycle().stream().map(Duration::toString).collect(Collectors.joining(","));
    }
}

package gov.mt.immtrax.access.mail.process;

import gov.mt.immtrax.access.mail.MailSettings;
import java.time.Duration;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Lends the setting to the model, where the engine asks for it whenever sending has failed. */
// Public because the engine calls methods in expressions only on public classes, and else falls back to three retries.
@Component("mailRetries")
public class MailRetries {

    private final MailSettings settings;

    MailRetries(MailSettings settings) {
        this.settings = settings;
    }

    /** The waits as the engine reads them: ISO durations, separated by commas. */
    public String cycle() {
        return settings.retryCycle().stream().map(Duration::toString).collect(Collectors.joining(","));
    }
}

package gov.mt.immtrax.access;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * How long every test waits for what must happen: a wait ends when it has happened, and a machine that is busy with
 * something else makes none fail. {@code await()} means it everywhere, since JUnit finds this extension by itself.
 */
public final class Patience implements BeforeAllCallback {

    public static final Duration LONG = Duration.ofMinutes(4);

    @Override
    public void beforeAll(ExtensionContext context) {
        Awaitility.setDefaultTimeout(LONG);
    }
}

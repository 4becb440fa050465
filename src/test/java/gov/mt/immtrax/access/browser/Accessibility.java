package gov.mt.immtrax.access.browser;

import static org.assertj.core.api.Assertions.assertThat;

import gov.mt.immtrax.access.Patience;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.WebDriver;

/** Looks over the page in a browser for what would keep somebody out who cannot see it well or does not use a mouse. */
final class Accessibility {

    private static final Duration PATIENCE = Patience.LONG;

    /** What is grave, each with where it is; the notice of the session is a page of its own. */
    private static final String LOOK = """
            const done = arguments[arguments.length - 1];
            document.querySelectorAll('details').forEach(it => it.open = true);
            axe.run(document, {iframes: false, resultTypes: ['violations']}).then(
                found => done(found.violations
                    .filter(it => ['serious', 'critical'].includes(it.impact))
                    .map(it => it.id + ' at ' + it.nodes.map(node => node.target.join(' ')).join(', '))),
                failed => done([String(failed)]));
            """;

    private Accessibility() {}

    static void check(WebDriver browser) {
        browser.manage().timeouts().scriptTimeout(PATIENCE);
        JavascriptExecutor page = (JavascriptExecutor) browser;
        page.executeScript(script());
        assertThat((List<?>) page.executeAsyncScript(LOOK))
                .as(browser.getCurrentUrl())
                .isEmpty();
    }

    private static String script() {
        try (InputStream file = Accessibility.class.getResourceAsStream("/axe.min.js")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

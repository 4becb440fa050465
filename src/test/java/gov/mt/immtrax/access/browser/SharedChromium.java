package gov.mt.immtrax.access.browser;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.function.Supplier;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/**
 * Starting a browser costs more than most visits, so one that is quit waits for the next visitor of this JVM: in a new
 * tab, without cookies, storage and history. It keeps only the files that the service lets a browser keep.
 */
final class SharedChromium extends ChromeDriver {

    /** A browser needs some 200 MB. */
    private static final int MOST_WAITING = 3;

    /** The last used first. */
    private static final Deque<SharedChromium> WAITING = new ArrayDeque<>();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(SharedChromium::endAll));
    }

    private final String kind;

    private SharedChromium(String kind, ChromeDriverService service, ChromeOptions options) {
        super(service, options);
        this.kind = kind;
    }

    /**
     * @param kind browsers of one kind are started alike
     * @param service and {@code options} are asked for if none of the kind waits
     */
    static SharedChromium borrow(String kind, Supplier<ChromeDriverService> service, Supplier<ChromeOptions> options) {
        synchronized (WAITING) {
            for (SharedChromium waiting : WAITING) {
                if (waiting.kind.equals(kind)) {
                    WAITING.remove(waiting);
                    return waiting;
                }
            }
        }
        return new SharedChromium(kind, service.get(), options.get());
    }

    /** Ends the visit; the browser only if it cannot be made as it was. */
    @Override
    public void quit() {
        SharedChromium tooMany = this;
        if (getSessionId() != null && isAsNew()) {
            synchronized (WAITING) {
                WAITING.push(this);
                tooMany = WAITING.size() > MOST_WAITING ? WAITING.removeLast() : null;
            }
        }
        if (tooMany != null) {
            tooMany.end();
        }
    }

    private boolean isAsNew() {
        try {
            switchTo().window(getWindowHandles().iterator().next());
            String tab = switchTo().newWindow(WindowType.TAB).getWindowHandle();
            for (String old : getWindowHandles()) {
                if (!old.equals(tab)) {
                    switchTo().window(old).close();
                }
            }
            switchTo().window(tab);
            executeCdpCommand("Network.clearBrowserCookies", Map.of());
            executeCdpCommand("Storage.clearDataForOrigin", Map.of("origin", "*", "storageTypes", "all"));
            return getWindowHandles().size() == 1;
        } catch (WebDriverException e) {
            return false;
        }
    }

    private void end() {
        super.quit();
    }

    private static void endAll() {
        synchronized (WAITING) {
            WAITING.forEach(SharedChromium::end);
            WAITING.clear();
        }
    }
}

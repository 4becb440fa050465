package gov.mt.immtrax.access.browser;

import gov.mt.immtrax.access.Patience;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openqa.selenium.MutableCapabilities;
import org.openqa.selenium.net.PortProber;
import org.openqa.selenium.net.UrlChecker;
import org.openqa.selenium.remote.RemoteWebDriver;

/**
 * WebKitGTK's browser, driven by its own driver program on a display of its own: Selenium knows the protocol but has no
 * class for this browser, and WebKitGTK has no headless mode.
 */
final class WebkitDriver extends RemoteWebDriver {

    private final Deque<Process> programs;

    /** @param programs the last started first */
    private WebkitDriver(URL url, MutableCapabilities capabilities, Deque<Process> programs) {
        super(url, capabilities);
        this.programs = programs;
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(programs)));
    }

    static WebkitDriver start(Path driver, Path browser, Path xvfb) {
        var started = new ArrayDeque<Process>();
        try {
            // Xvfb itself looks for a display number that is free and tells it, so nobody has to guess one
            var display = new ProcessBuilder(
                            xvfb.toString(), "-displayfd", "1", "-screen", "0", "1600x1200x24", "-nolisten", "tcp")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            started.push(display);
            var number = new BufferedReader(new InputStreamReader(display.getInputStream(), StandardCharsets.US_ASCII))
                    .readLine();
            if (number == null) {
                throw new IllegalStateException("Xvfb did not start");
            }
            var port = PortProber.findFreePort();
            var command = new ProcessBuilder(driver.toString(), "--port=" + port)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(new File("target", "webkit-driver.log")));
            command.environment().putAll(Map.of("DISPLAY", ":" + number, "GDK_BACKEND", "x11"));
            command.environment().remove("WAYLAND_DISPLAY");
            started.push(command.start());
            var url = URI.create("http://127.0.0.1:" + port).toURL();
            new UrlChecker()
                    .waitUntilAvailable(
                            Patience.LONG.toMinutes(),
                            TimeUnit.MINUTES,
                            URI.create(url + "/status").toURL());
            return new WebkitDriver(url, capabilities(browser), started);
        } catch (IOException | UrlChecker.TimeoutException e) {
            stop(started);
            throw new IllegalStateException("WebKit's driver did not start", e);
        } catch (RuntimeException e) {
            stop(started);
            throw e;
        }
    }

    private static MutableCapabilities capabilities(Path browser) {
        var capabilities = new MutableCapabilities();
        // Full screen hides the toolbar, which is wider than a phone; the window still takes every size
        capabilities.setCapability(
                "webkitgtk:browserOptions",
                Map.of("binary", browser.toString(), "args", List.of("--automation", "--full-screen")));
        return capabilities;
    }

    @Override
    public void quit() {
        try {
            super.quit();
        } finally {
            stop(programs);
        }
    }

    private static void stop(Deque<Process> programs) {
        programs.forEach(Process::destroy);
    }
}

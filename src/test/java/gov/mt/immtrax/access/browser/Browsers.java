package gov.mt.immtrax.access.browser;

import gov.mt.immtrax.access.Patience;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.TakesScreenshot;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.WebDriverWait;

/**
 * Opens the installed browsers. Their paths are always given, so that Selenium never looks for one to download. Every
 * driver is to be closed by {@code quit()}; Chromium then waits, as new, for whoever opens the next one of its kind.
 */
public final class Browsers {

    /** A common phone, in CSS pixels. */
    public static final Dimension PHONE = new Dimension(390, 844);

    public static final Dimension DESKTOP = new Dimension(1280, 900);

    private static final Duration PAGE_LOAD = Patience.LONG;

    private static final Duration LOOK = Duration.ofMillis(200);

    private Browsers() {}

    public static WebDriver chromium() {
        return chromium("desktop", options -> {});
    }

    /** With the size, pixel density and touch of a phone. */
    public static WebDriver phoneChromium() {
        return chromium(
                "phone",
                options -> options.setExperimentalOption(
                        "mobileEmulation",
                        Map.of(
                                "deviceMetrics",
                                Map.of(
                                        "width",
                                        PHONE.width,
                                        "height",
                                        PHONE.height,
                                        "pixelRatio",
                                        2.0,
                                        "touch",
                                        true,
                                        "mobile",
                                        true))));
    }

    public static WebDriver chromiumWithoutScripts() {
        return chromium(
                "without scripts",
                options -> options.setExperimentalOption(
                        "prefs", Map.of("profile.managed_default_content_settings.javascript", 2)));
    }

    public static WebDriver webkit() {
        return webkit(DESKTOP);
    }

    public static WebDriver phoneWebkit() {
        return webkit(PHONE);
    }

    /** Waits as long as every test does, and sees soon what has happened. */
    public static WebDriverWait patience(WebDriver driver) {
        return new WebDriverWait(driver, Patience.LONG, LOOK);
    }

    /** Waits until the page, or the next one after a click, has an element. */
    public static WebElement await(WebDriver driver, By locator) {
        return patience(driver).until(ExpectedConditions.presenceOfElementLocated(locator));
    }

    /** Writes what the browser shows to {@code target/screenshots/<name>.png}. */
    public static Path screenshot(WebDriver driver, String name) {
        try {
            var file = Files.createDirectories(Path.of("target", "screenshots")).resolve(name + ".png");
            return Files.write(file, ((TakesScreenshot) driver).getScreenshotAs(OutputType.BYTES));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static WebDriver chromium(String kind, Consumer<ChromeOptions> more) {
        return ready(SharedChromium.borrow(kind, Browsers::chromeDriver, () -> {
            var options = ofEveryChromium();
            more.accept(options);
            return options;
        }));
    }

    private static ChromeOptions ofEveryChromium() {
        var options = new ChromeOptions();
        options.setBinary(onPath("chromium", "google-chrome", "google-chrome-stable", "chromium-browser")
                .toFile());
        options.addArguments(
                "--headless",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--window-size=" + DESKTOP.width + "," + DESKTOP.height);
        if (isRoot()) {
            options.addArguments("--no-sandbox");
        }
        return options;
    }

    private static ChromeDriverService chromeDriver() {
        return new ChromeDriverService.Builder()
                .usingDriverExecutable(onPath("chromedriver").toFile())
                .build();
    }

    private static WebDriver webkit(Dimension size) {
        var driver = ready(WebkitDriver.start(onPath("WebKitWebDriver"), miniBrowser(), onPath("Xvfb")));
        driver.manage().window().setSize(size);
        return driver;
    }

    private static WebDriver ready(WebDriver driver) {
        driver.manage().timeouts().pageLoadTimeout(PAGE_LOAD);
        return driver;
    }

    private static Path onPath(String... names) {
        var folders = System.getenv("PATH").split(File.pathSeparator);
        return Arrays.stream(names)
                .flatMap(name -> Arrays.stream(folders).map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> missing(String.join(" or ", names) + " on the PATH"));
    }

    /** The browser that comes with the WebKit library; its folder differs by processor and distribution. */
    private static Path miniBrowser() {
        var pattern = FileSystems.getDefault().getPathMatcher("glob:**/{webkit2gtk-4*,webkitgtk-6*}/MiniBrowser");
        for (var root : List.of(Path.of("/usr/lib"), Path.of("/usr/libexec"), Path.of("/usr/lib64"))) {
            if (!Files.isDirectory(root)) {
                continue;
            }
            try (Stream<Path> found = Files.find(root, 3, (path, file) -> pattern.matches(path))) {
                var first = found.sorted().findFirst();
                if (first.isPresent()) {
                    return first.get();
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        throw missing("WebKit's MiniBrowser below /usr/lib");
    }

    private static IllegalStateException missing(String what) {
        return new IllegalStateException("There is no " + what + ": bin/verify installs it, or says what to install");
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }
}

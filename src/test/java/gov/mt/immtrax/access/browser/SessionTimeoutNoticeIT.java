package gov.mt.immtrax.access.browser;

import static org.assertj.core.api.Assertions.assertThat;

import gov.mt.immtrax.access.demo.Demo;
import gov.mt.immtrax.access.demo.identity.DemoPerson;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.openqa.selenium.By;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.WebDriverException;

/**
 * The warning before a session ends, beside a form that is being filled in. The service's clock stands, and is moved,
 * so that nothing here depends on how fast the browser is; that the notice renews itself is up to the browser alone.
 */
class SessionTimeoutNoticeIT {

    private static final By NOTICE = By.className("session-notice");

    private static Demo demo;

    @BeforeAll
    static void startDemo() {
        // until the warning is due the notice looks every few seconds, and so it does shortly before the end
        demo = Demo.start(Map.of("immtrax.session.idle", "10m", "immtrax.session.warning", "598s"));
    }

    @AfterEach
    void letTheClockRun() {
        ClockUtil.reset();
    }

    @AfterAll
    static void stopDemo() {
        demo.stop();
    }

    static Stream<Arguments> browsers() {
        return Stream.<Map.Entry<String, Supplier<WebDriver>>>of(
                        Map.entry("without scripts", Browsers::chromiumWithoutScripts),
                        Map.entry("on a phone", Browsers::phoneChromium))
                .map(browser -> Arguments.of(browser.getKey(), browser.getValue()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("browsers")
    void warnsAndLetsOneStayWithoutLosingWhatWasTyped(String name, Supplier<WebDriver> browser) {
        WebDriver driver = browser.get();
        Instant login = Instant.now();
        itIs(login);
        try {
            driver.get(demo.baseUrl() + "/requests/new?type=NEW_ACCESS");
            Browsers.await(driver, By.name("username")).sendKeys(DemoPerson.STACY_SUPERVISOR.address());
            driver.findElement(By.name("password")).sendKeys(DemoPerson.PASSWORD);
            driver.findElement(By.cssSelector("button.main")).click();
            Browsers.await(driver, By.name("legalFirstName")).sendKeys("Nancy");
            await(driver, "You stay logged in until");
            picture(driver, "session-on-" + name);

            driver.findElement(By.name("justification")).sendKeys("New hire"); // far down the form
            itIs(login.plus(Duration.ofMinutes(6)));
            await(driver, "You will be logged out at");
            picture(driver, "session-soon-" + name);
            assertThat(isInSight(driver))
                    .as("the warning stays in sight, wherever somebody is in the form")
                    .isTrue();
            follow(driver, "Stay logged in", "You stay logged in until");

            itIs(login.plus(Duration.ofMinutes(16)).minusSeconds(1));
            await(driver, "You will be logged out at");
            itIs(login.plus(Duration.ofMinutes(16)));
            await(driver, "You are logged out.");
            picture(driver, "session-ended-" + name);
            assertThat(driver.findElement(By.name("legalFirstName")).getDomProperty("value"))
                    .isEqualTo("Nancy");
            follow(driver, "Log in again", "You stay logged in until");
            assertThat(driver.getCurrentUrl()).isEqualTo(demo.baseUrl() + "/requests/new?type=NEW_ACCESS");
        } finally {
            driver.quit();
        }
    }

    private static void itIs(Instant time) {
        ClockUtil.setCurrentTime(Date.from(time));
    }

    private static void await(WebDriver driver, String words) {
        Browsers.patience(driver).until(page -> notice(page).contains(words));
    }

    /** Follows a link of the notice, which may renew itself at the same moment: then once more. */
    private static void follow(WebDriver driver, String link, String wordsAfterwards) {
        Browsers.patience(driver).until(page -> {
            if (notice(page).contains(wordsAfterwards)) {
                return true;
            }
            try {
                page.switchTo().frame(page.findElement(NOTICE));
                page.findElement(By.linkText(link)).click();
            } catch (WebDriverException itRenewsItself) {
                return false;
            } finally {
                page.switchTo().defaultContent();
            }
            return false;
        });
    }

    private static String notice(WebDriver driver) {
        try {
            driver.switchTo().frame(driver.findElement(NOTICE));
            return driver.findElement(By.tagName("main")).getText();
        } catch (WebDriverException itRenewsItself) {
            return "";
        } finally {
            driver.switchTo().defaultContent();
        }
    }

    /** Asked of the browser itself, which answers where pages may not run scripts too. */
    private static boolean isInSight(WebDriver driver) {
        return (boolean) ((JavascriptExecutor) driver).executeScript("""
                const notice = document.querySelector('.session-notice').getBoundingClientRect();
                return window.scrollY > notice.height * 2 && notice.top >= 0 && notice.bottom <= window.innerHeight
                    && document.elementFromPoint(notice.left + 5, notice.top + 5).matches('.session-notice');""");
    }

    private static void picture(WebDriver driver, String name) {
        Browsers.screenshot(driver, name.replace(' ', '-'));
    }
}

package gov.mt.immtrax.access.browser;

import static org.assertj.core.api.Assertions.assertThat;

import gov.mt.immtrax.access.demo.identity.IdentityProvider;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.openqa.selenium.By;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.net.PortProber;

class BrowsersIT {

    private static IdentityProvider provider;
    private static String loginPage;

    @BeforeAll
    static void startProvider() {
        provider = IdentityProvider.start(PortProber.findFreePort(), "http://localhost:1");
        loginPage = provider.issuer() + "/login";
    }

    @AfterAll
    static void stopProvider() {
        provider.close();
    }

    static Stream<Arguments> browsers() {
        return Stream.of(
                browser("chromium", Browsers::chromium, Browsers.DESKTOP.width),
                browser("chromium-phone", Browsers::phoneChromium, Browsers.PHONE.width),
                browser("webkit", Browsers::webkit, Browsers.DESKTOP.width),
                browser("webkit-phone", Browsers::phoneWebkit, Browsers.PHONE.width));
    }

    private static Arguments browser(String name, Supplier<WebDriver> open, int width) {
        return Arguments.of(Named.of(name, name), open, width);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("browsers")
    void typesAndSubmitsInEveryBrowserAtItsWidth(String name, Supplier<WebDriver> open, int width) {
        var driver = open.get();
        try {
            driver.get(loginPage);
            Browsers.screenshot(driver, "login-" + name);
            assertThat(number(driver, "window.innerWidth")).isEqualTo(width);
            assertThat(number(driver, "document.documentElement.scrollWidth"))
                    .as("nothing sticks out to the side")
                    .isLessThanOrEqualTo(width);

            driver.findElement(By.name("username")).sendKeys("stacy.supervisor@sphealth.org");
            driver.findElement(By.name("password")).sendKeys("wrong");
            driver.findElement(By.cssSelector("button[type=submit]")).click();

            assertThat(Browsers.await(driver, By.cssSelector("[role=alert]")).getText())
                    .contains("do not belong together");
        } finally {
            driver.quit();
        }
    }

    private static long number(WebDriver driver, String expression) {
        return (Long) ((JavascriptExecutor) driver).executeScript("return " + expression);
    }

    @Test
    void runsNoScriptWhenScriptsAreOff() {
        var driver = Browsers.chromiumWithoutScripts();
        try {
            driver.get("data:text/html,<title>off</title><script>document.title='on'</script>");
            assertThat(driver.getTitle()).isEqualTo("off");
        } finally {
            driver.quit();
        }
    }

    @Test
    void leavesNothingToTheNextVisitor() {
        var first = Browsers.chromium();
        first.get(loginPage);
        ((JavascriptExecutor) first)
                .executeScript("localStorage.it = 'left'; sessionStorage.it = 'left'; document.cookie = 'it=left'");
        first.quit();

        var next = Browsers.chromium();
        try {
            next.get(loginPage);
            assertThat(((JavascriptExecutor) next)
                            .executeScript("return JSON.stringify([localStorage, sessionStorage, document.cookie])"))
                    .isEqualTo("[{},{},\"\"]");
            assertThat(next.getWindowHandles()).hasSize(1);
        } finally {
            next.quit();
        }
    }
}

package gov.mt.immtrax.access.browser;

import static gov.mt.immtrax.access.demo.identity.DemoPerson.REGISTRY_STAFF;
import static gov.mt.immtrax.access.demo.identity.DemoPerson.STACY_SUPERVISOR;
import static org.assertj.core.api.Assertions.assertThat;

import gov.mt.immtrax.access.demo.Demo;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.chrome.ChromeDriver;

/**
 * The three inputs of a date on a desktop and on a small phone: they fit, and a screen reader is told what is wrong.
 */
class DateInputsIT {

    private static Demo demo;
    private static WebDriver browser;
    private static Visit visit;

    @BeforeAll
    static void startDemo() {
        demo = Demo.shared();
        browser = Browsers.chromium();
        visit = new Visit(demo, browser);
    }

    @AfterAll
    static void stopDemo() {
        visit.close();
        demo.stop();
    }

    @ParameterizedTest
    @ValueSource(ints = {360, 1280})
    void fitAndSayWhatIsWrong(int width) {
        ((ChromeDriver) browser)
                .executeCdpCommand(
                        "Emulation.setDeviceMetricsOverride",
                        Map.of("width", width, "height", 3_000, "deviceScaleFactor", 1, "mobile", width < 500));
        visit.open("/requests/new?type=NEW_ACCESS", STACY_SUPERVISOR);
        check("request", width);
        visit.fill("endDateMonth", "Feb");
        visit.fill("endDateDay", "30");
        visit.fill("endDateYear", "2027");
        visit.press("Submit");
        assertThat(visit.await(By.id("endDate-error")).getText()).contains("February 2027 has 28 days");
        assertThat(visit.value("endDateMonth")).isEqualTo("Feb");
        check("request-errors", width);

        visit.open("/deletions/new", STACY_SUPERVISOR);
        check("deletion", width);
        visit.open("/staff/imports", REGISTRY_STAFF);
        visit.await(By.id("takenOnYear"));
        check("import", width);
        visit.open("/staff/audit?from=02/30/2027", REGISTRY_STAFF);
        assertThat(visit.await(By.id("from-error")).getText()).contains("February 2027 has 28 days");
        check("audit", width);
    }

    private static void check(String name, int width) {
        Browsers.screenshot(browser, "dates-" + name + "-" + width);
        Accessibility.check(browser);
        assertThat(((JavascriptExecutor) browser)
                        .executeScript("return document.documentElement.scrollWidth <= window.innerWidth"))
                .as(name + " needs no scrolling to the side")
                .isEqualTo(true);
    }
}

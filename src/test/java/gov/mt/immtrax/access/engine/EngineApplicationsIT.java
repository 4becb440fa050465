package gov.mt.immtrax.access.engine;

import static org.assertj.core.api.Assertions.assertThat;

import gov.mt.immtrax.access.browser.Browsers;
import gov.mt.immtrax.access.identity.RunningService;
import gov.mt.immtrax.access.identity.StaffDirectory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.By;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.WebDriverWait;
import org.springframework.beans.factory.annotation.Autowired;

/** Tasklist and Cockpit in a browser, as far as they meet our login. */
class EngineApplicationsIT extends RunningService {

    private static final String TASKLIST = "/camunda/app/tasklist/" + ENGINE_NAME + "/";

    @Autowired
    private StaffDirectory staff;

    private WebDriver browser;
    private WebDriverWait patience;

    @BeforeEach
    void openBrowser() {
        browser = Browsers.chromium();
        patience = Browsers.patience(browser);
    }

    @AfterEach
    void closeBrowser() {
        browser.quit();
    }

    @ParameterizedTest
    @CsvSource({"tasklist, help.desk@mt.gov,  help-desk", "cockpit,  operations@mt.gov, camunda-admin"})
    void signOutAtTheProviderToo(String application, String address, String group) {
        nextVisitor(address, group);
        browser.get(page("/camunda/app/" + application + "/" + ENGINE_NAME + "/"));
        patience.until(
                ExpectedConditions.presenceOfElementLocated(By.cssSelector(".account.dropdown .dropdown-toggle")));
        patience.until(found -> click(".account.dropdown .dropdown-toggle"));
        patience.until(found -> click(".account.dropdown .logout a"));

        patience.until(ExpectedConditions.urlContains("/logout?id_token_hint="));

        assertThat(browser.getCurrentUrl()).doesNotStartWith(page("/"));
    }

    @Test
    void leadToTheLoginWhenTheSessionIsOver() {
        nextVisitor("help.desk@mt.gov", "help-desk");
        browser.get(page(TASKLIST));
        patience.until(ExpectedConditions.presenceOfElementLocated(By.cssSelector(".account.dropdown")));
        // first: Tasklist asks by itself and may be at the login before the script below
        nextVisitor("help.desk.again@mt.gov", "help-desk");
        browser.manage().deleteCookieNamed("IMMTRAX_SESSION");

        ((JavascriptExecutor) browser).executeScript("""
                const call = new XMLHttpRequest();
                call.open('GET', '/camunda/api/engine/engine/doors/task');
                call.send();
                """);

        patience.until(page -> staff.find("help.desk.again@mt.gov").isPresent());
        patience.until(ExpectedConditions.presenceOfElementLocated(By.cssSelector(".account.dropdown")));
        assertThat(browser.getCurrentUrl()).startsWith(page(TASKLIST)).doesNotContain("#/login");
    }

    private boolean click(String selector) {
        try {
            browser.findElement(By.cssSelector(selector)).click();
            return true;
        } catch (org.openqa.selenium.WebDriverException notYet) {
            return false;
        }
    }
}

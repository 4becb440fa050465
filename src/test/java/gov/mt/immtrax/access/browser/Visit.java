package gov.mt.immtrax.access.browser;

import gov.mt.immtrax.access.Patience;
import gov.mt.immtrax.access.demo.Demo;
import gov.mt.immtrax.access.demo.identity.DemoPerson;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import org.openqa.selenium.By;
import org.openqa.selenium.ElementNotInteractableException;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.TimeoutException;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.support.ui.ExpectedCondition;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.Select;
import org.openqa.selenium.support.ui.WebDriverWait;

/** Somebody at a browser, looking at the service. What they do waits for what they need to see first. */
final class Visit implements AutoCloseable {

    private static final Duration PATIENCE = Patience.LONG;

    /** How a person in Montana types a date. */
    private static final DateTimeFormatter TYPED = DateTimeFormatter.ofPattern("MM/dd/yyyy");

    /** How many calls of the page are not answered yet, and how many it has made; counts from the first look on. */
    private static final String CALLS = """
            if (!window.callsOfThePage) {
                const calls = window.callsOfThePage = {open: 0, made: 0};
                const ask = fetch;
                window.fetch = (...question) => {
                    calls.open++;
                    calls.made++;
                    return ask(...question).finally(() => calls.open--);
                };
                const send = XMLHttpRequest.prototype.send;
                XMLHttpRequest.prototype.send = function (...question) {
                    calls.open++;
                    calls.made++;
                    this.addEventListener('loadend', () => calls.open--, {once: true});
                    return send.apply(this, question);
                };
            }
            return [callsOfThePage.open, callsOfThePage.made, performance.getEntriesByType('resource').length];
            """;

    private final String baseUrl;
    private final WebDriver driver;

    Visit(Demo demo, WebDriver driver) {
        this(demo.baseUrl(), driver);
    }

    /** @param baseUrl of the service, without a slash at the end */
    Visit(String baseUrl, WebDriver driver) {
        this.baseUrl = baseUrl;
        this.driver = driver;
    }

    /**
     * Opens a page as a person who is not logged in yet and logs in on the way.
     *
     * @param url a path of the service or an absolute URL
     */
    void open(String url, DemoPerson person) {
        forgetLogin();
        open(url);
        logIn(person);
        var wanted = URI.create(absolute(url)).getPath();
        await(browser -> URI.create(browser.getCurrentUrl()).getPath().startsWith(wanted));
    }

    /** @param url a path of the service or an absolute URL */
    void open(String url) {
        driver.get(absolute(url));
    }

    /** Fills in the identity provider's login form. */
    void logIn(DemoPerson person) {
        await(By.name("username")).sendKeys(person.address());
        driver.findElement(By.name("password")).sendKeys(DemoPerson.PASSWORD);
        press(driver.findElement(By.cssSelector("form:has(#username) [type=submit]")));
    }

    /** The service and the provider are both on localhost, so these are the cookies of both. */
    private void forgetLogin() {
        if (driver.getCurrentUrl().startsWith("http://localhost")) {
            driver.manage().deleteAllCookies();
        }
    }

    void fill(Map<String, String> values) {
        values.forEach(this::fill);
    }

    /** @param value of a date: ISO; of a box to tick: {@code true} */
    void fill(String field, String value) {
        var control = await(By.id(field));
        scrollTo(control);
        if (control.getTagName().equals("select")) {
            new Select(control).selectByValue(value);
            return;
        }
        if (control.getTagName().equals("fieldset")) {
            LocalDate day = LocalDate.parse(value);
            fill(field + "Month", String.valueOf(day.getMonthValue()));
            fill(field + "Day", String.valueOf(day.getDayOfMonth()));
            fill(field + "Year", String.valueOf(day.getYear()));
            return;
        }
        switch (control.getDomAttribute("type") == null ? "text" : control.getDomAttribute("type")) {
            case "checkbox" -> tick(control, Boolean.parseBoolean(value));
            case "date" -> control.sendKeys(LocalDate.parse(value).format(TYPED));
            default -> {
                control.clear();
                control.sendKeys(value);
            }
        }
    }

    /** To the middle: Tasklist's footer covers what was scrolled into view only just. */
    void scrollTo(WebElement element) {
        ((JavascriptExecutor) driver).executeScript("arguments[0].scrollIntoView({block: 'center'})", element);
    }

    private static void tick(WebElement box, boolean ticked) {
        if (box.isSelected() != ticked) {
            box.click();
        }
    }

    /** What a field holds; of a box whether it is ticked; of a date ISO. */
    String value(String field) {
        var control = await(By.id(field));
        if (control.getTagName().equals("fieldset")) {
            return value(field + "Year").isEmpty()
                    ? ""
                    : LocalDate.of(
                                    Integer.parseInt(value(field + "Year")),
                                    Integer.parseInt(value(field + "Month")),
                                    Integer.parseInt(value(field + "Day")))
                            .toString();
        }
        return "checkbox".equals(control.getDomAttribute("type"))
                ? String.valueOf(control.isSelected())
                : control.getDomProperty("value");
    }

    /** Presses the button of this name and waits until its page has gone. */
    void press(String button) {
        press(driver.findElement(By.xpath("//main//button[normalize-space()='" + button + "']")));
    }

    void press(WebElement button) {
        button.click();
        await(browser -> isGone(button));
    }

    /** Clicks what a page with scripts may draw anew, cover or disable for a moment. */
    void click(By locator) {
        await(browser -> {
            try {
                WebElement found =
                        ExpectedConditions.elementToBeClickable(locator).apply(browser);
                if (found != null) {
                    found.click();
                }
                return found != null;
            } catch (StaleElementReferenceException | ElementNotInteractableException notYet) {
                return false;
            }
        });
    }

    /** Chromium's driver does not always call it stale what it cannot find on the page that is being replaced. */
    private static boolean isGone(WebElement element) {
        try {
            element.isEnabled();
            return false;
        } catch (WebDriverException gone) {
            return true;
        }
    }

    /** To another place of a page that is moved about in by script alone. */
    void turnTo(String place) {
        ((JavascriptExecutor) driver).executeScript(CALLS);
        ((JavascriptExecutor) driver).executeScript("window.location.hash = arguments[0]", place);
    }

    /**
     * Calls of the engine's REST by the page that were answered with an error since it was opened, as "403
     * /camunda/api/...".
     */
    @SuppressWarnings("unchecked")
    List<String> failedCalls() {
        return (List<String>) ((JavascriptExecutor) driver).executeScript("""
                return performance.getEntriesByType('resource').filter(call => call.responseStatus >= 400)
                    .map(call => call.responseStatus + ' ' + new URL(call.name).pathname).filter(call => call.includes('/camunda/api/'));
                """);
    }

    /** As a person does who confirms that a form is sent again. */
    void reload() {
        driver.navigate().refresh();
    }

    void back() {
        driver.navigate().back();
    }

    /** What pages keep in the browser beyond their own end. */
    String stored() {
        return (String) ((JavascriptExecutor) driver).executeScript("return JSON.stringify(localStorage)");
    }

    /** All that the browser holds of the page, shown or not. */
    String source() {
        return driver.getPageSource();
    }

    void follow(String link) {
        press(await(By.linkText(link)));
    }

    WebElement await(By locator) {
        return await(ExpectedConditions.presenceOfElementLocated(locator));
    }

    <T> T await(ExpectedCondition<T> condition) {
        try {
            return Browsers.patience(driver).until(condition);
        } catch (TimeoutException e) {
            screenshot("waited-in-vain");
            throw e;
        }
    }

    String heading() {
        return await(By.tagName("h1")).getText();
    }

    /** What the page says between header and footer. */
    String main() {
        return await(By.tagName("main")).getText();
    }

    /** Texts of what a person can see. */
    List<String> shown(String css) {
        return driver.findElements(By.cssSelector(css)).stream()
                .filter(WebElement::isDisplayed)
                .map(WebElement::getText)
                .toList();
    }

    /** Until every question of the page is answered and it has asked for nothing more since the last look. */
    void awaitQuiet() {
        var last = new Object[1];
        new WebDriverWait(driver, PATIENCE, Duration.ofMillis(500)).until(browser -> {
            var before = last[0];
            var calls = (List<?>) ((JavascriptExecutor) driver).executeScript(CALLS);
            last[0] = calls;
            return calls.get(0).equals(0L) && calls.equals(before);
        });
    }

    List<String> texts(String css) {
        return driver.findElements(By.cssSelector(css)).stream()
                .map(WebElement::getText)
                .toList();
    }

    /** Path of the page that is shown. */
    String path() {
        return URI.create(driver.getCurrentUrl()).getPath();
    }

    String url() {
        return driver.getCurrentUrl();
    }

    void screenshot(String name) {
        Browsers.screenshot(driver, name);
    }

    @Override
    public void close() {
        driver.quit();
    }

    private String absolute(String url) {
        return url.startsWith("/") ? baseUrl + url : url;
    }
}

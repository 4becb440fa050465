package gov.mt.immtrax.access.browser;

import static org.openqa.selenium.support.ui.ExpectedConditions.invisibilityOfElementLocated;
import static org.openqa.selenium.support.ui.ExpectedConditions.visibilityOfElementLocated;

import java.util.List;
import org.openqa.selenium.By;

/** The engine's Tasklist with our forms in it. */
record TasklistPage(Visit visit) {

    static final String PATH = "/camunda/app/tasklist/";

    private static final By COMPLETE = By.cssSelector(".form-actions .btn-primary");
    private static final By SAVE = By.cssSelector(".form-actions .btn-default");
    private static final By CLAIM = By.cssSelector("button.claim");

    List<String> filters() {
        visit.await(By.cssSelector(".task-filter.active"));
        return visit.texts(".task-filter .name").stream()
                .map(TasklistPage::withoutCount)
                .toList();
    }

    String openedFilter() {
        return withoutCount(
                visit.await(By.cssSelector(".task-filter.active .name")).getText());
    }

    private static String withoutCount(String filter) {
        return filter.replaceFirst("\\s*\\(?\\d+\\)?$", "");
    }

    /** Clicks the task in the list and waits for its form. */
    void open(String taskId) {
        open(taskId, "provision-access");
    }

    void open(String taskId, String form) {
        visit.click(By.cssSelector(".tasks-list a[href$='task=" + taskId + "']"));
        visit.await(visibilityOfElementLocated(By.id("outcome")));
        visit.await(visibilityOfElementLocated(facts(form)));
    }

    void claim() {
        claim("provision-access");
    }

    void claim(String form) {
        visit.click(CLAIM);
        visit.await(invisibilityOfElementLocated(By.className("disabled-form")));
        visit.await(visibilityOfElementLocated(facts(form)));
    }

    private static By facts(String form) {
        return By.cssSelector("th[data-message^='form." + form + ".']");
    }

    /** A line of the table on top of the form. */
    String fact(String key) {
        return visit.await(
                        By.xpath("//th[@data-message='form.provision-access.facts." + key + "']/following-sibling::td"))
                .getText();
    }

    List<String> corrections() {
        return visit.texts("tr[ng-repeat^=correction]");
    }

    boolean canComplete() {
        return visit.await(COMPLETE).isEnabled();
    }

    /** Completes the task and waits until it has left the screen. */
    void complete() {
        pressComplete();
        visit.await(invisibilityOfElementLocated(COMPLETE));
    }

    void pressComplete() {
        visit.scrollTo(visit.await(COMPLETE));
        visit.click(COMPLETE);
    }

    void pressSave() {
        visit.scrollTo(visit.await(SAVE));
        visit.click(SAVE);
    }

    /** What Tasklist says about what was just done. */
    String notification() {
        return visit.await(visibilityOfElementLocated(
                        By.cssSelector(".page-notifications .alert, [notifications-panel] .alert")))
                .getText();
    }
}

package gov.mt.immtrax.access.browser;

import static gov.mt.immtrax.access.demo.identity.DemoPerson.HELP_DESK;
import static gov.mt.immtrax.access.demo.identity.DemoPerson.REGISTRY_STAFF;
import static gov.mt.immtrax.access.demo.identity.DemoPerson.STACY_SUPERVISOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import gov.mt.immtrax.access.Patience;
import gov.mt.immtrax.access.account.AccountRegister;
import gov.mt.immtrax.access.account.Cause;
import gov.mt.immtrax.access.account.SampleAccount;
import gov.mt.immtrax.access.demo.Demo;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.function.Supplier;
import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.openqa.selenium.By;
import org.openqa.selenium.WebDriver;

/**
 * Somebody leaves: from the supervisor's form to the end of the access, with registry staff and help desk in Tasklist.
 */
class AccessDeletionIT {

    private static final Duration PATIENCE = Patience.LONG;

    private static Demo demo;

    /** What supervisors look at the pages with. */
    enum Browser {
        WITHOUT_SCRIPTS(Browsers::chromiumWithoutScripts),
        WEBKIT(Browsers::webkit),
        PHONE(Browsers::phoneChromium);

        private final Supplier<WebDriver> driver;

        Browser(Supplier<WebDriver> driver) {
            this.driver = driver;
        }
    }

    @BeforeAll
    static void startDemo() {
        demo = Demo.shared();
    }

    @AfterAll
    static void stopDemo() {
        demo.stop();
    }

    @Test
    void endsAnAccessThatTheRegisterDoesNotKnow() {
        String number;
        try (var stacy = new Visit(demo, Browsers.chromium())) {
            stacy.open("/deletions/new", STACY_SUPERVISOR);
            fill(stacy, "Nora", "nora.nurse@sphealth.org");
            stacy.screenshot("deletion-form");
            stacy.press("Submit");
            assertThat(stacy.heading()).isEqualTo("End the access of Nora Nurse?");
            stacy.screenshot("deletion-check");
            stacy.press("Yes, request this access deletion");
            number = stacy.heading().split("\\s")[0];
            assertThat(stacy.main()).contains("Waiting for registry staff");
            stacy.screenshot("deletion-with-registry");
        }
        try (var registry = new Visit(demo, Browsers.chromium())) {
            var tasklist = new TasklistPage(registry);
            registry.open(TasklistPage.PATH, REGISTRY_STAFF);
            assertThat(tasklist.filters()).containsExactlyInAnyOrder("Overdue", "All open", "For registry staff");
            registry.click(By.linkText("For registry staff"));
            tasklist.open(task(number), "decide-access-deletion");
            tasklist.claim("decide-access-deletion");
            registry.screenshot("deletion-decide");
            assertThat(tasklist.canComplete()).isFalse();
            registry.fill("outcome", "APPROVED");
            registry.fill("note", "Called the clinic: it is right.");
            tasklist.complete();
        }
        try (var helpDesk = new Visit(demo, Browsers.chromium())) {
            var tasklist = new TasklistPage(helpDesk);
            helpDesk.open(TasklistPage.PATH, HELP_DESK);
            helpDesk.click(By.linkText("To inactivate"));
            tasklist.open(task(number), "inactivate-account");
            tasklist.claim("inactivate-account");
            helpDesk.screenshot("deletion-inactivate");
            helpDesk.fill("outcome", "INACTIVATED");
            helpDesk.fill("note", "Done");
            tasklist.complete();
        }
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(demo.mails().all())
                        .anyMatch(mail -> mail.subject().equals(number + ": your imMTrax access has ended")
                                && mail.to().equals("nora.nurse@sphealth.org"))
                        .anyMatch(mail -> mail.subject().equals(number + ": the imMTrax access has ended")));
        try (var stacy = new Visit(demo, Browsers.chromium())) {
            stacy.open("/requests", STACY_SUPERVISOR);
            stacy.screenshot("deletion-listed");
            stacy.follow(number);
            assertThat(stacy.texts(".status")).containsExactly("Access ended");
            stacy.screenshot("deletion-ended");
        }
    }

    @ParameterizedTest
    @EnumSource
    void isFilledInForOnesOwnPeopleAndWithdrawn(Browser browser) {
        String name = "Nina" + browser.ordinal();
        demo.bean(AccountRegister.class)
                .open(
                        SampleAccount.facts(
                                "nina" + browser.ordinal(),
                                name,
                                "Nurse",
                                "nina" + browser.ordinal() + "@sphealth.org"),
                        Cause.note("for this test"));
        try (var stacy = new Visit(demo, browser.driver.get())) {
            stacy.open("/deletions/new", STACY_SUPERVISOR);
            stacy.fill(
                    "account",
                    demo.bean(AccountRegister.class)
                            .ofLogin("nina" + browser.ordinal())
                            .get(0)
                            .number());
            stacy.press("Fill in");
            assertThat(stacy.texts(".settled")).contains(name, "nina" + browser.ordinal());
            stacy.screenshot("deletion-filled-" + browser.name().toLowerCase());

            stacy.fill("supervisorJobTitle", "Clinic Manager");
            stacy.fill("lastDay", today().plusDays(7).toString());
            stacy.fill("authorizingOfficial", "true");
            stacy.press("Submit");
            assertThat(stacy.texts(".form-errors h2")).containsExactly("Please correct one thing");
            stacy.fill("reason", "CHANGED_POSITION");
            stacy.press("Submit");
            assertThat(stacy.heading()).isEqualTo("End the access of " + name + " Nurse?");
            stacy.press("Yes, request this access deletion");

            assertThat(stacy.texts(".status")).containsExactly("Waiting for the last day");
            stacy.press("Withdraw this access deletion");
            assertThat(stacy.main()).contains("Who will be told");
            stacy.press("Withdraw this access deletion");
            assertThat(stacy.main()).contains("You have withdrawn the access deletion.");
            stacy.screenshot("deletion-withdrawn-" + browser.name().toLowerCase());
        }
    }

    private static void fill(Visit visit, String firstName, String address) {
        visit.fill("legalFirstName", firstName);
        visit.fill("legalLastName", "Nurse");
        visit.fill("emailAddress", address);
        visit.fill("employer", "St. Peters Health");
        visit.fill("locationName", "SPH Broadway");
        visit.fill("reason", "LEFT_EMPLOYMENT");
        visit.fill("lastDay", today().toString());
        visit.fill("supervisorJobTitle", "Clinic Manager");
        visit.fill("authorizingOfficial", "true");
    }

    private static LocalDate today() {
        return LocalDate.now(ZoneId.of("America/Denver"));
    }

    /** The open task of a deletion, or of what it has called. */
    private static String task(String number) {
        return await().atMost(PATIENCE)
                .until(
                        () ->
                                demo
                                        .bean(TaskService.class)
                                        .createTaskQuery()
                                        .processInstanceBusinessKey(number)
                                        .list()
                                        .stream()
                                        .findFirst()
                                        .map(task -> task.getId())
                                        .orElse(null),
                        id -> id != null);
    }
}

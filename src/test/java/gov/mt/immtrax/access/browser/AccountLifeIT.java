package gov.mt.immtrax.access.browser;

import static gov.mt.immtrax.access.demo.identity.DemoPerson.REGISTRY_STAFF;
import static gov.mt.immtrax.access.demo.identity.DemoPerson.STACY_SUPERVISOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import gov.mt.immtrax.access.Patience;
import gov.mt.immtrax.access.account.Account;
import gov.mt.immtrax.access.account.AccountRegister;
import gov.mt.immtrax.access.account.Cause;
import gov.mt.immtrax.access.account.InactivationReason;
import gov.mt.immtrax.access.account.SampleAccount;
import gov.mt.immtrax.access.demo.Demo;
import gov.mt.immtrax.access.inactivation.process.AccountInactivationProcess;
import gov.mt.immtrax.access.inactivation.process.MassInactivationProcess;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Date;
import java.util.stream.IntStream;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;

/**
 * Accesses that nobody ends: by their end date, because nobody uses them, and many of them at once. The clock is moved.
 */
class AccountLifeIT {

    private static final Duration PATIENCE = Patience.LONG;

    private static Demo demo;

    @BeforeAll
    static void startDemo() {
        demo = Demo.shared();
    }

    @BeforeEach
    void begin() {
        itIs("2027-01-04");
    }

    /** So that no test's accounts are counted in another one. */
    @AfterEach
    void endAllAndLetTheClockRun() {
        register().ofSupervisor(SampleAccount.SUPERVISOR).stream()
                .filter(Account::isActive)
                .forEach(account -> register()
                        .inactivate(account.number(), InactivationReason.REGISTRY, Cause.note("end of a test")));
        ClockUtil.reset();
    }

    @AfterAll
    static void stopDemo() {
        demo.stop();
    }

    @Test
    void endsAtItsEndDate() {
        String number = register()
                .open(SampleAccount.endingOn(LocalDate.of(2027, 1, 20)), Cause.note("for this test"))
                .number();

        itIs("2027-01-13");
        awaitMail(SampleAccount.USER, number + ": your imMTrax access ends soon");
        itIs("2027-01-21");
        inactivate(number, "life-end-date");

        awaitMail(SampleAccount.USER, number + ": your imMTrax access was inactivated");
        awaitMail(SampleAccount.SUPERVISOR, number + ": the imMTrax access of one of your people was inactivated");
    }

    @Test
    void endsWhenNobodyUsesIt() {
        String number = register()
                .open(
                        SampleAccount.facts("uunused", "Una", "Unused", "una.unused@sphealth.org"),
                        Cause.note("for this test"))
                .number();

        itIs("2027-06-04");
        awaitMail("una.unused@sphealth.org", number + ": log in to keep your imMTrax access");
        itIs("2027-06-27");
        awaitMail("una.unused@sphealth.org", number + ": your imMTrax access is about to be inactivated");
        awaitMail(
                SampleAccount.SUPERVISOR,
                number + ": the imMTrax access of one of your people is about to be inactivated");
        itIs("2027-07-07");
        inactivate(number, "life-inactivity");

        awaitMail("una.unused@sphealth.org", number + ": your imMTrax access was inactivated");
        try (var stacy = new Visit(demo, Browsers.chromium())) {
            stacy.open("/people?find=uunused", STACY_SUPERVISOR);
            assertThat(stacy.texts("tbody tr"))
                    .singleElement()
                    .asString()
                    .contains("Unused, Una", "Inactivated", "Reactivate");
            stacy.screenshot("life-people");
        }
    }

    @Test
    void waitsForRegistryStaffWhenTooManyAreDue() {
        IntStream.range(0, 20)
                .forEach(i -> register()
                        .open(
                                SampleAccount.facts("many" + i, "Mary", "Many" + i, "many" + i + "@sphealth.org"),
                                Cause.note("for this test")));

        itIs("2027-06-04");
        await().atMost(PATIENCE).until(() -> mailsEnding("log in to keep your imMTrax access") >= 20);
        long before = mailsEnding("your imMTrax access is about to be inactivated");
        itIs("2027-06-27");
        await().atMost(PATIENCE)
                .until(() -> mailsEnding("your imMTrax access is about to be inactivated") >= before + 20);
        itIs("2027-07-07");
        Task review = awaitTask(MassInactivationProcess.REVIEW_MASS_INACTIVATION);

        try (var registry = new Visit(demo, Browsers.chromium())) {
            registry.open(TasklistPage.PATH, REGISTRY_STAFF);
            registry.click(By.linkText("For registry staff"));
            new TasklistPage(registry).open(review.getId(), "review-mass-inactivation");
            registry.screenshot("life-many-tasklist");
            registry.open("/staff/inactivations");
            assertThat(registry.main()).contains("Inactivation is stopped");
            assertThat(registry.texts("table tbody tr")).hasSizeGreaterThanOrEqualTo(20);
            registry.screenshot("life-many");
            registry.fill("outcome", "RELEASED");
            registry.press("Save the decision");
            assertThat(registry.texts(".form-errors h2")).containsExactly("Please correct one thing");
            registry.fill("reason", "The clinic has closed.");
            registry.press("Save the decision");
            assertThat(registry.main())
                    .doesNotContain("Inactivation is stopped")
                    .contains("The clinic has closed.");
            registry.screenshot("life-many-released");
        }
        itIs("2027-07-08");
        await().atMost(PATIENCE)
                .until(() -> tasks().createTaskQuery()
                                .taskDefinitionKey(AccountInactivationProcess.INACTIVATE_ACCOUNT)
                                .count()
                        == 20);
    }

    private static void inactivate(String number, String picture) {
        Task task = await().atMost(PATIENCE)
                .until(
                        () -> tasks().createTaskQuery()
                                .processInstanceBusinessKey(number)
                                .taskDefinitionKey(AccountInactivationProcess.INACTIVATE_ACCOUNT)
                                .singleResult(),
                        found -> found != null);
        try (var registry = new Visit(demo, Browsers.chromium())) {
            var tasklist = new TasklistPage(registry);
            registry.open(TasklistPage.PATH, REGISTRY_STAFF);
            registry.click(By.linkText("For registry staff"));
            tasklist.open(task.getId(), "inactivate-account");
            tasklist.claim("inactivate-account");
            registry.screenshot(picture);
            registry.fill("outcome", "INACTIVATED");
            tasklist.complete();
        }
        assertThat(register().get(number).isActive()).isFalse();
    }

    private static Task awaitTask(String key) {
        return await().atMost(PATIENCE)
                .until(() -> tasks().createTaskQuery().taskDefinitionKey(key).singleResult(), found -> found != null);
    }

    private static void awaitMail(String to, String subject) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(demo.mails().all())
                        .anyMatch(mail ->
                                mail.subject().equals(subject) && mail.to().equals(to)));
    }

    private static long mailsEnding(String subject) {
        return demo.mails().all().stream()
                .filter(mail -> mail.subject().endsWith(": " + subject))
                .count();
    }

    /** In the morning, when the looks of the night are over. */
    private static void itIs(String day) {
        LocalDateTime morning = LocalDate.parse(day).atTime(10, 0);
        ClockUtil.setCurrentTime(
                Date.from(morning.atZone(ZoneId.of("America/Denver")).toInstant()));
    }

    private static AccountRegister register() {
        return demo.bean(AccountRegister.class);
    }

    private static TaskService tasks() {
        return demo.bean(TaskService.class);
    }
}

package gov.mt.immtrax.access.browser;

import static gov.mt.immtrax.access.demo.identity.DemoPerson.HELP_DESK;
import static gov.mt.immtrax.access.demo.identity.DemoPerson.REGISTRY_STAFF;
import static org.assertj.core.api.Assertions.assertThat;

import gov.mt.immtrax.access.demo.Demo;
import gov.mt.immtrax.access.imports.process.DifferenceResolutionProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;

/** An export from the file to the help desk's task, by registry staff whose browser runs no scripts, and on a phone. */
class ImportPagesIT {

    private static Demo demo;

    @TempDir
    Path folder;

    @BeforeAll
    static void startDemo() {
        demo = Demo.shared();
    }

    @AfterAll
    static void stopDemo() {
        demo.stop();
    }

    @Test
    void importsAnExportAndHandsADifferenceToTheHelpDesk() throws Exception {
        Path file = Files.write(
                folder.resolve("accounts.csv"),
                List.of(
                        "User name;Mail;Name;Employer;Location;Level;Status;Last access",
                        "nnurse;nancy.nurse@sphealth.org;\"Nurse, Nancy\";St. Peters Health;SPH Broadway;Record Maintenance;Active;2026-01-05",
                        "oother;;Otto Other;St. Peters Health;SPH Broadway;Superuser;Active;",
                        "ppast;;Paula Past;St. Peters Health;SPH Broadway;Vaccine Management;Active;2999-01-01"));

        try (var staff = new Visit(demo, Browsers.chromiumWithoutScripts())) {
            staff.open("/staff/imports", REGISTRY_STAFF);
            staff.screenshot("imports-empty");
            staff.fill("kind", "REGISTRY_EXPORT");
            staff.await(By.id("file")).sendKeys(file.toString());
            staff.press("Read the file");
            // the page loads itself again until there is something to see
            staff.await(By.id("confirmed"));
            assertThat(staff.main()).contains("Skipped lines", "Superuser", "Not in our register: 1");
            staff.screenshot("import-preview");
            staff.fill("confirmed", "true");
            staff.press("Apply this import");
            staff.await(By.linkText("See all open differences"));
            staff.screenshot("import-applied");
            staff.follow("See all open differences");
            assertThat(staff.main()).contains("nnurse", "Record Maintenance");
            staff.press("Assign to help desk");
            assertThat(staff.main()).contains("Has the task");
            staff.screenshot("differences");
        }
        try (var phone = new Visit(demo, Browsers.phoneChromium())) {
            phone.open("/staff/differences", HELP_DESK);
            assertThat(phone.main()).contains("nnurse").doesNotContain("Assign to help desk");
            phone.screenshot("differences-phone");
        }
        try (var helpDesk = new Visit(demo, Browsers.chromium())) {
            var tasklist = new TasklistPage(helpDesk);
            helpDesk.open(TasklistPage.PATH, HELP_DESK);
            helpDesk.open(TasklistPage.PATH + "#/?filter="
                    + demo.bean(FilterService.class)
                            .createFilterQuery()
                            .filterName("Differences")
                            .singleResult()
                            .getId());
            tasklist.open(
                    demo.bean(TaskService.class)
                            .createTaskQuery()
                            .taskDefinitionKey(DifferenceResolutionProcess.RESOLVE_DIFFERENCE)
                            .singleResult()
                            .getId(),
                    "resolve-difference");
            tasklist.claim("resolve-difference");
            assertThat(helpDesk.await(By.xpath("//td[normalize-space()='nnurse']"))
                            .isDisplayed())
                    .isTrue();
            assertThat(helpDesk.await(By.cssSelector(".tasks-list")).getText())
                    .as("which one")
                    .contains("DIF00");
            assertThat(helpDesk.await(By.cssSelector("form[role=form]")).getText())
                    .contains("What to do", "go-live import");
            helpDesk.fill("outcome", "LEFT");
            assertThat(tasklist.canComplete()).as("a reason is needed").isFalse();
            helpDesk.fill("note", "A test account of the registry");
            helpDesk.screenshot("resolve-difference");
            tasklist.complete();
        }
    }
}

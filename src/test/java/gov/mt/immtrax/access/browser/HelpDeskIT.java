package gov.mt.immtrax.access.browser;

import static gov.mt.immtrax.access.demo.identity.DemoPerson.HELP_DESK;
import static gov.mt.immtrax.access.demo.identity.DemoPerson.OPERATIONS;
import static gov.mt.immtrax.access.demo.identity.DemoPerson.OTHER_SUPERVISOR;
import static gov.mt.immtrax.access.demo.identity.DemoPerson.STACY_SUPERVISOR;
import static org.assertj.core.api.Assertions.assertThat;

import gov.mt.immtrax.access.StepsDocument;
import gov.mt.immtrax.access.account.AccountRegister;
import gov.mt.immtrax.access.account.Cause;
import gov.mt.immtrax.access.account.SampleAccount;
import gov.mt.immtrax.access.demo.Demo;
import java.util.List;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the help desk and operations do in the engine's own applications, and what the supervisor sees of it. */
class HelpDeskIT {

    private static Demo demo;
    private static DemoOffice office;
    private static Visit helpDesk;
    private static Visit supervisor;

    @BeforeAll
    static void startDemo() {
        demo = Demo.shared();
        office = new DemoOffice(demo);
        helpDesk = new Visit(demo, Browsers.chromium());
        supervisor = new Visit(demo, Browsers.chromium());
    }

    @AfterAll
    static void stopDemo() {
        supervisor.close();
        helpDesk.close();
        demo.stop();
    }

    @Test
    void findsItsFiltersOfWork() {
        helpDesk.open(TasklistPage.PATH, HELP_DESK);
        assertThat(new TasklistPage(helpDesk).filters())
                .containsExactly(
                        "To provision",
                        "Overdue",
                        "Needs correction",
                        "All open",
                        "Passwords to renew",
                        "To inactivate",
                        "Differences",
                        "Emails to release");
    }

    @Test
    void returnsARequestAndSeesWhatTheSupervisorCorrected() {
        var number = office.requested(StepsDocument.permissionsChange("Rita"));
        var tasklist = claimed(helpDesk, number);
        helpDesk.fill("outcome", "RETURNED");
        assertThat(tasklist.canComplete()).as("a reason is needed").isFalse();
        helpDesk.fill("note", "The VFC PIN belongs to another clinic.");
        tasklist.complete();

        var page = new RequestPage(supervisor);
        supervisor.open("/requests/" + number, STACY_SUPERVISOR);
        assertThat(page.whoseTurn()).isEqualTo("Your turn");
        assertThat(supervisor.main()).contains("The VFC PIN belongs to another clinic.");
        supervisor.screenshot("request-returned");
        supervisor.follow("Correct the request");
        supervisor.screenshot("request-correct");
        assertThat(supervisor.value("vfcPin")).isEqualTo("2102");
        supervisor.fill("vfcPin", "2201");
        supervisor.fill("authorizingOfficial", "true");
        supervisor.press("Send back to the help desk");
        assertThat(page.whoseTurn()).isEqualTo("Waiting for the help desk");
        supervisor.screenshot("request-corrected");

        helpDesk.open(TasklistPage.PATH, HELP_DESK);
        tasklist.open(office.task(number));
        assertThat(tasklist.corrections()).singleElement().asString().contains("VFC PIN", "2102", "2201");
        assertThat(helpDesk.value("outcome"))
                .as("the last round's outcome is not an answer to this one")
                .isEmpty();
        assertThat(helpDesk.value("note")).isEmpty();
        helpDesk.screenshot("tasklist-corrected");
    }

    @Test
    void declinesARequestWithAReason() {
        var number = office.requested(StepsDocument.permissionsChange("Dora"));
        var tasklist = claimed(helpDesk, number);
        helpDesk.fill("outcome", "DECLINED");
        helpDesk.fill("note", "The employer has left the program.");
        tasklist.complete();

        supervisor.open("/requests/" + number, STACY_SUPERVISOR);
        assertThat(new RequestPage(supervisor).status()).isEqualTo("Declined");
        assertThat(supervisor.main()).contains("The employer has left the program.");
        supervisor.screenshot("request-declined");
    }

    @Test
    void keepsOneOfTwoRequestsForAPerson() {
        var asked = StepsDocument.permissionsChange("Tess");
        var number = office.requested(asked);
        asked.put("employer", "Elsewhere Clinic");
        asked.put("supervisorName", "Olga Other");
        var others = office.requested(OTHER_SUPERVISOR, asked);

        var tasklist = claimed(helpDesk, number);
        assertThat(helpDesk.texts("[ng-repeat^='rival in']"))
                .singleElement()
                .asString()
                .contains(others, "Elsewhere Clinic", "other.supervisor@example.org");
        helpDesk.fill("outcome", "PROVISIONED");
        helpDesk.fill("username", "tnurse");
        assertThat(tasklist.canComplete()).as("says what becomes of the other").isFalse();
        helpDesk.fill("otherRequests", "END");
        helpDesk.screenshot("tasklist-rivals");
        tasklist.pressComplete();
        helpDesk.await(By.cssSelector("[data-mistake='usernameConfirmed'][role='alert']"));
        helpDesk.fill("usernameConfirmed", "true");
        tasklist.complete();

        supervisor.open("/requests/" + others, OTHER_SUPERVISOR);
        assertThat(supervisor.main())
                .contains("The help desk ended this request")
                .doesNotContain(number);
        supervisor.screenshot("request-not-kept");
    }

    @Test
    void seesBesideTheFieldWhatIsRefusedAndNothingOfItOnceAllIsWell() {
        demo.bean(JdbcClient.class).sql("""
                insert into account (number, username, username_key, first_name, last_name, last_name_key, email_address, employer,
                    employer_key, location_name, access_level, status)
                values ('ACC8000001', 'taken', 'taken', 'Otto', 'Other', 'other', 'otto@example.org', 'E', 'e', 'P',
                    'RECORD_MAINTENANCE', 'ACTIVE')""").update();
        var number = office.requested(StepsDocument.permissionsChange("Mona"));
        var tasklist = claimed(helpDesk, number);
        helpDesk.fill("outcome", "PROVISIONED");
        helpDesk.fill("username", "taken");
        tasklist.pressComplete();

        helpDesk.await(By.cssSelector("[data-mistake='username'][role='alert']"));
        assertThat(helpDesk.await(By.id("username")).getAttribute("aria-invalid"))
                .isEqualTo("true");
        assertThat(tasklist.notification())
                .contains("This user name belongs to someone else's account")
                .doesNotContain("Cannot submit", "username:");
        helpDesk.screenshot("tasklist-refused");

        helpDesk.fill("username", "mnurse");
        helpDesk.await(ExpectedConditions.invisibilityOfElementLocated(By.cssSelector("[data-mistake]")));
        helpDesk.await(ExpectedConditions.invisibilityOfElementLocated(By.cssSelector(".notifications .alert")));
        assertThat(helpDesk.await(By.id("usernameConfirmed")).isDisplayed()).isFalse();
        tasklist.pressComplete();
        assertThat(helpDesk.await(By.cssSelector("[data-mistake='usernameConfirmed'][role='alert']"))
                        .getText())
                .contains("The register does not know this user name. Did you type it right?");
        helpDesk.screenshot("tasklist-unknown-username");
        helpDesk.fill("usernameConfirmed", "true");
        helpDesk.await(ExpectedConditions.invisibilityOfElementLocated(By.cssSelector("[data-mistake]")));
        tasklist.complete();
        helpDesk.await(ExpectedConditions.invisibilityOfElementLocated(By.cssSelector(".notifications .alert-danger")));
    }

    @Test
    void keepsNoDraftOfAFormInTheBrowser() {
        var number = office.requested(StepsDocument.permissionsChange("Svea"));
        var tasklist = claimed(helpDesk, number);
        helpDesk.fill("note", "Ask for the PIN on Monday.");
        tasklist.pressSave();

        helpDesk.await(ExpectedConditions.visibilityOfElementLocated(
                By.cssSelector("[data-message='form.provision-access.saveRefused']")));
        assertThat(helpDesk.stored()).doesNotContain("Ask for the PIN on Monday.");
        assertThat(helpDesk.failedCalls()).isEmpty();
    }

    @Test
    void isToldThatSomebodyElseWasFaster() {
        var number = office.requested(StepsDocument.permissionsChange("Tess"));
        var task = office.task(number);
        try (var colleague = new Visit(demo, Browsers.chromium())) {
            var first = claimed(helpDesk, number);
            var second = new TasklistPage(colleague);
            colleague.open(TasklistPage.PATH, HELP_DESK);
            second.open(task);
            for (var visit : new Visit[] {helpDesk, colleague}) {
                visit.fill("outcome", "DECLINED");
                visit.fill("note", "No such clinic.");
            }

            first.complete();
            second.pressComplete();

            assertThat(second.notification()).isNotBlank().doesNotContain("Exception", "org.camunda", "gov.mt");
            colleague.screenshot("tasklist-too-late");
        }
    }

    @Test
    void offersNoCommentsAndNothingElseThatIsClosed() {
        var number = office.requested(StepsDocument.permissionsChange("Cora"));
        claimed(helpDesk, number);

        assertThat(helpDesk.texts(".tabbed-content .nav-tabs > li"))
                .containsExactly("Form", "", "Diagram", "Description");
        assertThat(helpDesk.shown(".createCommentLink, .followup-date, .reset-due-date"))
                .isEmpty();
        helpDesk.click(By.linkText("Diagram"));
        helpDesk.await(By.cssSelector("[data-element-id=UserTask_ProvisionAccess]"));
        assertThat(helpDesk.failedCalls()).isEmpty();
        helpDesk.screenshot("tasklist-diagram");
    }

    @Test
    void findsCockpitWhole() {
        var number = office.requested(StepsDocument.permissionsChange("Wilma"));
        var instance = demo.bean(TaskService.class)
                .createTaskQuery()
                .processInstanceBusinessKey(number)
                .singleResult();
        var jobs = demo.bean(ManagementService.class);
        jobs.setJobRetries(
                jobs.createJobQuery()
                        .processInstanceId(instance.getProcessInstanceId())
                        .listPage(0, 1)
                        .get(0)
                        .getId(),
                0);
        helpDesk.open("/camunda/app/cockpit/", OPERATIONS);
        helpDesk.await(By.linkText("Processes"));
        for (var place : List.of(
                "#/dashboard",
                "#/processes",
                "#/decisions",
                "#/repository",
                "#/batch",
                "#/process-definition/" + instance.getProcessDefinitionId() + "/runtime?tab=job-definition-table",
                "#/process-instance/" + instance.getProcessInstanceId() + "/runtime?tab=user-tasks-tab",
                "#/process-instance/" + instance.getProcessInstanceId() + "/runtime?tab=jobs-tab",
                "#/process-instance/" + instance.getProcessInstanceId() + "/runtime?tab=variables-tab")) {
            helpDesk.turnTo(place);
            helpDesk.awaitQuiet();
        }
        helpDesk.screenshot("cockpit-variables");
        assertThat(helpDesk.source()).doesNotContain("userAddress");
        assertThat(helpDesk.failedCalls())
                .map(call -> call.replaceAll(".*/default/", ""))
                .as("there are no cases")
                .containsOnly("case-definition/count");

        helpDesk.turnTo("#/process-instance/" + instance.getProcessInstanceId() + "/runtime?tab=incidents-tab");
        helpDesk.click(By.cssSelector("[ng-click^='openJobRetryDialog']"));
        helpDesk.click(By.cssSelector(".modal-footer .btn-primary"));
        helpDesk.await(browser -> jobs.createJobQuery()
                        .processInstanceId(instance.getProcessInstanceId())
                        .noRetriesLeft()
                        .count()
                == 0);
        helpDesk.screenshot("cockpit-retried");
        helpDesk.turnTo("#/process-instance/" + instance.getProcessInstanceId() + "/runtime");
        helpDesk.awaitQuiet(); // Cockpit still writes its address
        helpDesk.reload();
        helpDesk.click(By.cssSelector(".btn-suspend-action"));
        helpDesk.click(By.cssSelector(".modal-footer .btn-primary"));
        helpDesk.await(browser -> demo.bean(RuntimeService.class)
                        .createProcessInstanceQuery()
                        .processInstanceId(instance.getProcessInstanceId())
                        .suspended()
                        .count()
                == 1);
        helpDesk.screenshot("cockpit-suspended");
    }

    @Test
    void saysWhichOfTheLikelyAccountsItIs() {
        var account = demo.bean(AccountRegister.class)
                .open(
                        SampleAccount.facts("onurse", "Ottilie", "Nurse", "ottilie@oldmail.example.org"),
                        Cause.note("known"))
                .number();
        var number = office.requested(StepsDocument.permissionsChange("Otilie"));
        var tasklist = claimed(helpDesk, number);
        assertThat(tasklist.fact("hadPriorAccess")).isEqualTo("Yes");
        assertThat(helpDesk.texts("tr[ng-repeat^=likely]"))
                .singleElement()
                .asString()
                .contains(
                        account,
                        "Ottilie Nurse, onurse",
                        "St. Peters Health",
                        "name one letter apart",
                        "same employer");
        assertThat(helpDesk.await(By.linkText(account)).getAttribute("href")).endsWith("/staff/accounts/" + account);
        helpDesk.fill("outcome", "PROVISIONED");
        assertThat(helpDesk.value("likelyAccount"))
                .as("no answer is preselected")
                .isEmpty();
        assertThat(tasklist.canComplete()).as("which one is it?").isFalse();
        helpDesk.fill("username", "onurse2");
        tasklist.pressComplete();
        helpDesk.await(By.cssSelector("[data-mistake='likelyAccount'][role='alert']"));
        helpDesk.screenshot("tasklist-likely-refused");

        helpDesk.fill("username", "");
        helpDesk.fill("likelyAccount", account);
        helpDesk.screenshot("tasklist-likely");
        tasklist.complete();

        helpDesk.open("/requests/" + number);
        assertThat(helpDesk.main()).contains("Likely the same person", "This is the person");
        helpDesk.screenshot("request-likely");
    }

    @Test
    void asksAgainAboutAnAccountThatAppearsMeanwhile() {
        var register = demo.bean(AccountRegister.class);
        var number = office.requested(StepsDocument.permissionsChange("Philippa"));
        var tasklist = claimed(helpDesk, number);
        assertThat(helpDesk.shown("#likelyAccount")).isEmpty();
        var account = register.open(
                        SampleAccount.facts("pnurse", "Philippa", "Nurse", "p@oldmail.example.org"),
                        Cause.note("known"))
                .number();
        helpDesk.fill("outcome", "PROVISIONED");
        helpDesk.fill("username", "pnurse2");
        tasklist.pressComplete();

        helpDesk.await(By.cssSelector("#likelyAccount option[value='" + account + "']"));
        helpDesk.await(By.cssSelector("[data-mistake='likelyAccount']"));
        helpDesk.fill("likelyAccount", "NONE " + account);
        helpDesk.await(By.id("usernameConfirmed")).click();
        var second = register.open(
                        SampleAccount.facts("pnurse3", "Philipa", "Nurse", "p3@oldmail.example.org"),
                        Cause.note("known"))
                .number();
        tasklist.pressComplete();

        helpDesk.await(By.cssSelector("#likelyAccount option[value='" + second + "']"));
        helpDesk.await(browser -> helpDesk.value("likelyAccount").isEmpty());
        helpDesk.fill("likelyAccount", "NONE " + account + " " + second);
        tasklist.complete();
        assertThat(register.ofLogin("pnurse2")).isNotEmpty();
    }

    @Test
    void keepsCockpitToOperations() {
        helpDesk.open("/camunda/app/cockpit/", HELP_DESK);
        assertThat(helpDesk.heading()).isEqualTo("You cannot open this page");
        helpDesk.screenshot("cockpit-refused");
    }

    @Test
    void keepsCitizensOutOfTasklist() {
        supervisor.open(TasklistPage.PATH, STACY_SUPERVISOR);
        assertThat(supervisor.heading()).isEqualTo("You cannot open this page");
    }

    @Test
    void showsOperationsWhereARequestStands() {
        office.requested(StepsDocument.permissionsChange("Olive"));
        helpDesk.open("/camunda/app/cockpit/", OPERATIONS);
        helpDesk.click(By.linkText("Processes"));
        helpDesk.await(By.linkText("Email delivery"));
        helpDesk.screenshot("cockpit-processes");
        helpDesk.click(By.linkText("Access request"));
        helpDesk.await(By.cssSelector("[data-element-id=UserTask_ProvisionAccess]"));
        var token = helpDesk.await(ExpectedConditions.visibilityOfElementLocated(
                By.cssSelector("[data-container-id=UserTask_ProvisionAccess] .badge")));
        assertThat(Integer.parseInt(token.getText())).isPositive();
        helpDesk.screenshot("cockpit-diagram");
    }

    private static TasklistPage claimed(Visit visit, String number) {
        var tasklist = new TasklistPage(visit);
        visit.open(TasklistPage.PATH, HELP_DESK);
        tasklist.open(office.task(number));
        tasklist.claim();
        return tasklist;
    }
}

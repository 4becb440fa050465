package gov.mt.immtrax.access.browser;

import static gov.mt.immtrax.access.demo.identity.DemoPerson.HELP_DESK;
import static gov.mt.immtrax.access.demo.identity.DemoPerson.NANCY_NURSE;
import static gov.mt.immtrax.access.demo.identity.DemoPerson.OTHER_SUPERVISOR;
import static gov.mt.immtrax.access.demo.identity.DemoPerson.STACY_SUPERVISOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import gov.mt.immtrax.access.StepsDocument;
import gov.mt.immtrax.access.account.AccessLevel;
import gov.mt.immtrax.access.account.AccountFacts;
import gov.mt.immtrax.access.account.AccountRegister;
import gov.mt.immtrax.access.account.Cause;
import gov.mt.immtrax.access.account.InactivationReason;
import gov.mt.immtrax.access.demo.Demo;
import gov.mt.immtrax.access.demo.DemoMail;
import gov.mt.immtrax.access.demo.identity.DemoPerson;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;

/** Nancy's account moves to Stacy's employer, is given more to do there, and is given back after it was inactivated. */
class ChangesIT {

    private static Demo demo;
    private static Visit supervisor;
    private static Visit helpDesk;

    @BeforeAll
    static void startDemo() {
        demo = Demo.shared();
        supervisor = new Visit(demo, Browsers.chromium());
        helpDesk = new Visit(demo, Browsers.chromium());
    }

    @AfterAll
    static void stopDemo() {
        helpDesk.close();
        supervisor.close();
        demo.stop();
    }

    @Test
    void moveAnAccountChangeItAndGiveItBack() {
        var register = demo.bean(AccountRegister.class);
        register.ofPerson(NANCY_NURSE.address())
                .forEach(account -> register.change(
                        account.number(), facts -> facts.withEmailAddress(null), Cause.note("not hers in this story")));
        var account = register.open(atTheOldClinic(), Cause.note("from before")).number();

        String moved = changeEmployer();
        assertThat(register.get(account).facts().supervisorAddress()).isEqualTo(STACY_SUPERVISOR.address());
        assertThat(register.get(account).facts().agreementRequest()).isEqualTo(moved);

        changePermissions();
        assertThat(register.get(account).facts().accessLevel()).isEqualTo(AccessLevel.VACCINE_MANAGEMENT);
        assertThat(register.get(account).facts().agreementRequest())
                .as("the agreement still counts")
                .isEqualTo(moved);

        correctDetails(account);
        assertThat(register.get(account).facts().locationName()).isEqualTo("SPH North");
        assertThat(register.get(account).facts().jobTitle()).isEqualTo("Lead RN");

        register.inactivate(account, InactivationReason.INACTIVITY, Cause.note("not used"));
        useAgain(account);
        assertThat(register.get(account).isActive()).isTrue();
        assertThat(register.get(account).facts().agreementRequest()).isEqualTo(moved);

        warnOfAStranger();
    }

    private static void warnOfAStranger() {
        try (var other = new Visit(demo, Browsers.chromium())) {
            other.open("/requests/new?type=PERMISSIONS_CHANGE", OTHER_SUPERVISOR);
            assertThat(other.texts("h1")).containsExactly("Change imMTrax permissions");
            assertThat(other.await(By.cssSelector("[data-part=agreement]")).isDisplayed())
                    .as("nobody signs")
                    .isFalse();
            var values = StepsDocument.accessRequest();
            values.putAll(Map.of(
                    "requestType",
                    "PERMISSIONS_CHANGE",
                    "hadPriorAccess",
                    "YES",
                    "employer",
                    "Example Clinic",
                    "supervisorName",
                    "Other Supervisor"));
            other.fill(values);
            other.press("Submit");
            String number = new RequestPage(other).number();

            claimed(number);
            var warning = helpDesk.await(By.cssSelector("[ng-if='facts.accountsOfOthers.length']"));
            assertThat(warning.getText())
                    .contains(
                            "Other Supervisor (other.supervisor@example.org, Example Clinic)",
                            "is not the supervisor of this account",
                            "nancy.nurse7",
                            "Stacy Supervisor",
                            "Please decline the request");
            helpDesk.scrollTo(warning);
            helpDesk.screenshot("stranger-change-tasklist");
            other.open("/requests/" + number);
            other.press("Withdraw this request");
        }
    }

    private static String changeEmployer() {
        supervisor.open("/requests/new?type=CHANGE_EMPLOYER", STACY_SUPERVISOR);
        assertThat(supervisor.value("requestType")).isEqualTo("CHANGE_EMPLOYER");
        var values = StepsDocument.accessRequest();
        values.put("requestType", "CHANGE_EMPLOYER");
        values.put("hadPriorAccess", "YES");
        supervisor.fill(values);
        supervisor.press("Submit");
        String number = new RequestPage(supervisor).number();
        sign(number);

        var tasklist = claimed(number);
        assertThat(helpDesk.texts("tr[ng-repeat^='account in']"))
                .singleElement()
                .asString()
                .contains("nancy.nurse7", "Read Only with Consent", "Old Clinic", "Other Supervisor", "Active");
        assertThat(helpDesk.await(By.cssSelector("[data-message$='todo.settled']"))
                        .getText())
                .startsWith("Change this account");
        helpDesk.scrollTo(helpDesk.await(By.cssSelector("[data-message$='todo.settled']")));
        helpDesk.screenshot("change-employer-tasklist");
        helpDesk.fill("outcome", "PROVISIONED");
        helpDesk.fill("despiteContradiction", "true");
        tasklist.complete();

        var notice = mail(OTHER_SUPERVISOR, number + ": imMTrax access has ended");
        assertThat(notice.text()).contains("Nancy Nurse", "Old Clinic").doesNotContain("Peters");
        assertThat(mail(NANCY_NURSE, number + ": your imMTrax account has moved")
                        .text()
                        .replaceAll("\\s+", " "))
                .contains("keep your user name and password", "access to the data of Old Clinic has ended");
        assertThat(mail(STACY_SUPERVISOR, number + ": the imMTrax account has moved to you")
                        .text())
                .contains("Nancy Nurse");
        supervisor.open("/requests/" + number);
        assertThat(new RequestPage(supervisor).status()).isEqualTo("Employer changed");
        supervisor.screenshot("change-employer-granted");
        return number;
    }

    private static void changePermissions() {
        supervisor.open("/requests/new?type=PERMISSIONS_CHANGE");
        var values = StepsDocument.accessRequest();
        values.put("requestType", "PERMISSIONS_CHANGE");
        values.put("hadPriorAccess", "YES");
        supervisor.fill(values);
        supervisor.press("Submit");
        assertThat(supervisor.await(By.id("accessLevel-error")).getText()).contains("already has this access level");
        assertThat(supervisor.value("justification")).as("nothing is lost").isEqualTo(values.get("justification"));
        supervisor.screenshot("permissions-change-refused");
        supervisor.fill("accessLevel", "VACCINE_MANAGEMENT");
        supervisor.fill("authorizingOfficial", "true");
        supervisor.press("Submit");
        String number = new RequestPage(supervisor).number();
        assertThat(supervisor.main())
                .containsSubsequence(
                        "Access level before",
                        "Read Only with Consent",
                        "Requested access level",
                        "Vaccine Management");
        supervisor.screenshot("permissions-change-running");

        var tasklist = claimed(number);
        assertThat(helpDesk.await(By.xpath(
                                "//th[@data-message='form.provision-access.change.level']/following-sibling::td"))
                        .getText())
                .isEqualTo("Read Only with Consent \u2192 Vaccine Management");
        helpDesk.scrollTo(helpDesk.await(By.id("username")));
        helpDesk.screenshot("permissions-change-tasklist");
        helpDesk.fill("outcome", "PROVISIONED");
        tasklist.complete();

        for (DemoPerson person : new DemoPerson[] {NANCY_NURSE, STACY_SUPERVISOR}) {
            String subject =
                    person == NANCY_NURSE ? "your imMTrax account has changed" : "the imMTrax account has changed";
            assertThat(mail(person, number + ": " + subject).text().replaceAll("\\s+", " "))
                    .contains("was Read Only with Consent. It is now Vaccine Management.");
        }
        supervisor.open("/requests/" + number);
        assertThat(new RequestPage(supervisor).status()).isEqualTo("Permissions changed");
        assertThat(supervisor.main()).contains("Access level before");
    }

    /**
     * The location by the supervisor, the job title by the help desk, and an address that nobody has logged in with.
     */
    private static void correctDetails(String account) {
        supervisor.open("/people");
        supervisor.follow("Correct details");
        assertThat(supervisor.texts("h1")).containsExactly("Correct details");
        supervisor.fill(
                Map.of("locationName", "SPH North", "justification", "Works there now", "authorizingOfficial", "true"));
        supervisor.screenshot("correct-details");
        supervisor.press("Submit");
        String number = new RequestPage(supervisor).number();

        var tasklist = claimed(number);
        helpDesk.await(By.xpath("//tr[@ng-repeat='fact in facts.factsCorrected']/td[contains(., 'SPH North')]"));
        helpDesk.fill("outcome", "PROVISIONED");
        tasklist.complete();
        assertThat(mail(NANCY_NURSE, number + ": your imMTrax account has changed")
                        .text()
                        .replaceAll("\\s+", " "))
                .contains("Location: from SPH Broadway to SPH North");

        helpDesk.open("/staff/accounts/" + account + "/details");
        helpDesk.fill(Map.of("employer", "Benefis Health", "reason", "A call from Stacy"));
        helpDesk.press("Correct");
        assertThat(helpDesk.main()).contains("Is it the same employer");
        helpDesk.screenshot("correct-details-check");
        helpDesk.press("Change something");
        helpDesk.fill(Map.of(
                "employer", "St. Peters Health", "jobTitle", "Lead RN", "newEmailAddress", "nancy@new.example.org"));
        helpDesk.screenshot("correct-details-staff");
        helpDesk.press("Correct");
        assertThat(helpDesk.main()).contains("New email address: nancy@new.example.org", "A call from Stacy");
        helpDesk.screenshot("account-new-address");
        helpDesk.press("Take it back");
        assertThat(helpDesk.main()).contains("The new email address was taken back.");
    }

    private static void useAgain(String account) {
        supervisor.open("/reactivations/new?account=" + account);
        assertThat(supervisor.main())
                .contains("This access was inactivated", "The signed user agreement is still valid");
        assertThat(supervisor.texts("#emailAddress.settled")).containsExactly(NANCY_NURSE.address());
        assertThat(supervisor.texts("[name=dateOfBirth], [name=zip]"))
                .as("known to imMTrax")
                .isEmpty();
        supervisor.screenshot("reactivation-form");
        supervisor.press("Submit");
        assertThat(supervisor.main())
                .as("still what it was")
                .contains("This access was inactivated", "The signed user agreement is still valid");
        supervisor.fill(
                "startDate",
                LocalDate.now(ZoneId.of("America/Denver")).minusDays(1).toString());
        supervisor.fill("justification", "Nancy is back from leave.");
        supervisor.fill("authorizingOfficial", "true");
        supervisor.press("Submit");
        var page = new RequestPage(supervisor);
        String number = page.number();
        assertThat(page.whoseTurn()).as("nobody signs again").isEqualTo("Waiting for the help desk");

        var tasklist = claimed(number);
        assertThat(helpDesk.texts("tr[ng-repeat^='account in']"))
                .singleElement()
                .asString()
                .contains("nancy.nurse7", "Inactivated");
        helpDesk.fill("outcome", "PROVISIONED");
        helpDesk.fill("temporaryPassword", "Bitterroot-2026");
        helpDesk.scrollTo(helpDesk.await(By.cssSelector("[data-message$='todo.again']")));
        helpDesk.screenshot("reactivation-tasklist");
        tasklist.complete();

        assertThat(mail(NANCY_NURSE, number + ": your imMTrax login credentials")
                        .text())
                .contains("nancy.nurse7", "Bitterroot-2026");
        assertThat(mail(STACY_SUPERVISOR, number + ": imMTrax access is set up").text())
                .doesNotContain("Bitterroot-2026");
    }

    private static void sign(String number) {
        try (var nancy = new Visit(demo, Browsers.chromium())) {
            nancy.open("/agreements/" + number, NANCY_NURSE);
            var agreement = new AgreementPages(nancy);
            agreement.review(StepsDocument.userAgreementOfToday());
            agreement.submit();
        }
    }

    private static TasklistPage claimed(String number) {
        var tasklist = new TasklistPage(helpDesk);
        helpDesk.open(TasklistPage.PATH, HELP_DESK);
        tasklist.open(new DemoOffice(demo).task(number));
        tasklist.claim();
        return tasklist;
    }

    private static AccountFacts atTheOldClinic() {
        return new AccountFacts(
                "nancy.nurse7",
                "Nancy",
                "Nurse",
                NANCY_NURSE.address(),
                "Old Clinic",
                "Old Clinic East",
                AccessLevel.READ_ONLY_WITH_CONSENT,
                "1100",
                "Other Supervisor",
                OTHER_SUPERVISOR.address(),
                null,
                null,
                null,
                null);
    }

    private static DemoMail mail(DemoPerson to, String subject) {
        return await("mail to " + to + ": " + subject)
                .until(
                        () -> demo.mails().to(to.address()).stream()
                                .filter(mail -> mail.subject().equals(subject))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }
}

package gov.mt.immtrax.access.browser;

import static gov.mt.immtrax.access.demo.identity.DemoPerson.HELP_DESK;
import static gov.mt.immtrax.access.demo.identity.DemoPerson.NANCY_NURSE;
import static gov.mt.immtrax.access.demo.identity.DemoPerson.STACY_SUPERVISOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import gov.mt.immtrax.access.StepsDocument;
import gov.mt.immtrax.access.credential.PasswordLinkService;
import gov.mt.immtrax.access.credential.PasswordState;
import gov.mt.immtrax.access.demo.Demo;
import gov.mt.immtrax.access.demo.DemoMail;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;

/**
 * A temporary password that is picked up by a one-time link: on a phone, without scripts, too late, by somebody else.
 */
class OneTimeLinkPagesIT {

    private static final String PASSWORD = "Bitterroot-2026";
    private static final String NEW_PASSWORD = "Larkspur?2026";

    private static Demo demo;
    private static DemoOffice office;

    @BeforeAll
    static void startDemo() {
        demo = Demo.start(Map.of("immtrax.credentials.delivery", "ONE_TIME_LINK"));
        office = new DemoOffice(demo);
    }

    @AfterAll
    static void stopDemo() {
        demo.stop();
    }

    @AfterEach
    void today() {
        ClockUtil.reset();
        office.endAccess(NANCY_NURSE);
    }

    @Test
    void showsThePasswordOnceOnAPhone() {
        String number = provisioned();
        DemoMail mail = links(number, 1).get(0);
        assertThat(mail.text() + mail.html()).contains("nnurse").doesNotContain(PASSWORD);
        String link =
                Jsoup.parse(mail.html()).selectFirst("a[href*=/credentials/]").attr("href");
        assertThat(link).isEqualTo(demo.baseUrl() + "/credentials/" + number);

        try (var phone = new Visit(demo, Browsers.phoneChromium())) {
            phone.open(link, STACY_SUPERVISOR);
            assertThat(phone.heading()).isEqualTo("This page is for someone else");
            phone.screenshot("one-time-link-refused-phone");

            phone.open(link, NANCY_NURSE);
            assertThat(phone.main()).contains("nnurse", "You can see it until").doesNotContain(PASSWORD);
            phone.screenshot("one-time-link-waiting-phone");

            phone.press("Show my temporary password");
            assertThat(phone.await(By.id("temporary-password")).getText()).isEqualTo(PASSWORD);
            phone.screenshot("one-time-link-shown-phone");

            phone.reload();
            assertThat(phone.main())
                    .contains("The password was shown on", "Did you not see it yourself?")
                    .doesNotContain(PASSWORD);
            phone.screenshot("one-time-link-seen-phone");
            phone.open("/requests/" + number);
            assertThat(phone.main()).contains("It was shown to the user on").doesNotContain(PASSWORD);
            phone.back();
            assertThat(phone.source()).doesNotContain(PASSWORD);
            phone.open(link);
            assertThat(phone.main()).contains("The password was shown on").doesNotContain(PASSWORD);
        }
    }

    @Test
    void renewsWithoutScriptsWhatNobodyPickedUp() {
        String number = provisioned();
        String link = Jsoup.parse(links(number, 1).get(0).html())
                .selectFirst("a[href*=/credentials/]")
                .attr("href");
        // two business days take a week at most
        ClockUtil.offset(Duration.ofDays(7).toMillis());
        await("expiry")
                .until(() -> demo.bean(PasswordLinkService.class)
                                .find(number)
                                .orElseThrow()
                                .state()
                        == PasswordState.EXPIRED);

        try (var nancy = new Visit(demo, Browsers.chromiumWithoutScripts())) {
            nancy.open(link, NANCY_NURSE);
            assertThat(nancy.main()).contains("The password expired on");
            nancy.screenshot("one-time-link-expired");
            nancy.press("Request a new temporary password");
            assertThat(nancy.main()).contains("A new temporary password was requested on");
            nancy.screenshot("one-time-link-asked");

            try (var helpDesk = new Visit(demo, Browsers.chromium())) {
                renew(helpDesk, number);
            }
            links(number, 2);
            nancy.open(link);
            nancy.press("Show my temporary password");
            assertThat(nancy.await(By.id("temporary-password")).getText()).isEqualTo(NEW_PASSWORD);
            nancy.screenshot("one-time-link-shown-no-scripts");
            nancy.open("/requests/" + number);
            assertThat(new RequestPage(nancy).timeline())
                    .contains("Temporary password expired and wiped, no one saw it", "New temporary password set")
                    .endsWith("Link to the temporary password sent by email", "Temporary password shown to the user");
            nancy.screenshot("one-time-link-request");
        }
    }

    private static void renew(Visit helpDesk, String number) {
        var tasklist = new TasklistPage(helpDesk);
        helpDesk.open(TasklistPage.PATH, HELP_DESK);
        helpDesk.open(TasklistPage.PATH + "#/?filter=" + filter("Passwords to renew"));
        tasklist.open(office.task(number), "renew-temporary-password");
        tasklist.claim("renew-temporary-password");
        helpDesk.fill("outcome", "RENEWED");
        assertThat(tasklist.canComplete()).as("a password is needed").isFalse();
        helpDesk.fill("temporaryPassword", NEW_PASSWORD);
        helpDesk.screenshot("one-time-link-tasklist");
        tasklist.complete();
    }

    private static String filter(String name) {
        return demo.bean(FilterService.class)
                .createFilterQuery()
                .filterName(name)
                .singleResult()
                .getId();
    }

    /** From the form to the help desk's decision. */
    private static String provisioned() {
        String number = office.requested(StepsDocument.accessRequest());
        try (var nancy = new Visit(demo, Browsers.chromiumWithoutScripts())) {
            nancy.open("/agreements/" + number, NANCY_NURSE);
            var agreement = new AgreementPages(nancy);
            agreement.review(StepsDocument.userAgreementOfToday());
            agreement.submit();
        }
        try (var helpDesk = new Visit(demo, Browsers.chromium())) {
            var tasklist = new TasklistPage(helpDesk);
            helpDesk.open(TasklistPage.PATH, HELP_DESK);
            tasklist.open(demo.bean(TaskService.class)
                    .createTaskQuery()
                    .processInstanceBusinessKey(number)
                    .singleResult()
                    .getId());
            tasklist.claim();
            helpDesk.fill("outcome", "PROVISIONED");
            helpDesk.fill("username", "nnurse");
            helpDesk.fill("temporaryPassword", PASSWORD);
            tasklist.complete();
        }
        return number;
    }

    private static List<DemoMail> links(String number, int count) {
        return await("mails with the link")
                .until(
                        () -> demo.mails().to(NANCY_NURSE.address()).stream()
                                .filter(mail -> mail.subject().equals(number + ": your imMTrax login credentials"))
                                .toList(),
                        mails -> mails.size() == count);
    }
}

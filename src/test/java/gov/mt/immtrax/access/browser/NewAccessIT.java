package gov.mt.immtrax.access.browser;

import static gov.mt.immtrax.access.demo.identity.DemoPerson.HELP_DESK;
import static gov.mt.immtrax.access.demo.identity.DemoPerson.NANCY_NURSE;
import static gov.mt.immtrax.access.demo.identity.DemoPerson.OTHER_SUPERVISOR;
import static gov.mt.immtrax.access.demo.identity.DemoPerson.REGISTRY_STAFF;
import static gov.mt.immtrax.access.demo.identity.DemoPerson.STACY_SUPERVISOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import gov.mt.immtrax.access.StepsDocument;
import gov.mt.immtrax.access.demo.Demo;
import gov.mt.immtrax.access.demo.DemoMail;
import gov.mt.immtrax.access.demo.identity.DemoPerson;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.openqa.selenium.By;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.support.ui.ExpectedCondition;

/** The main job as people do it: the request of request-steps.txt goes from the form to the credentials. */
class NewAccessIT {

    private static final String USERNAME = "nnurse";
    private static final String PASSWORD = "Bitterroot-2026";

    private static Demo demo;

    /** What the people of the story have on their desks and in their pockets. */
    enum Browser {
        CHROMIUM(Browsers::chromium, Browsers::phoneChromium),
        WEBKIT(Browsers::webkit, Browsers::phoneWebkit);

        private final Supplier<WebDriver> desktop;
        private final Supplier<WebDriver> phone;

        Browser(Supplier<WebDriver> desktop, Supplier<WebDriver> phone) {
            this.desktop = desktop;
            this.phone = phone;
        }

        Visit desktop() {
            return new Visit(demo, desktop.get());
        }

        Visit phone() {
            return new Visit(demo, phone.get());
        }

        String picture(String page) {
            return name().toLowerCase() + "-" + page;
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

    @AfterEach
    void endAccess() {
        new DemoOffice(demo).endAccess(NANCY_NURSE);
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    void goesFromTheFormToTheCredentials(Browser browser) {
        try (var supervisor = browser.desktop()) {
            var number = requestAccess(supervisor, browser);
            var link = linkIn(mail(NANCY_NURSE, number + ": please sign your imMTrax user agreement"));
            assertThat(link).isEqualTo(demo.baseUrl() + "/agreements/" + number);

            try (var phone = browser.phone()) {
                saveHalfOfTheAgreement(phone, link, browser);
            }
            try (var otherDevice = browser.desktop()) {
                signTheAgreement(otherDevice, link, browser);
                followTheLinkAgain(otherDevice, link);
            }
            try (var helpDesk = browser.desktop()) {
                provision(helpDesk, number, browser);
            }
            receiveCredentials(number);
            seeAccessGranted(supervisor, number, browser);
        }
        workForAnotherEmployerAsWell(browser);
    }

    /** The nurse of two clinics has one login, and an account for each of her supervisors. */
    private static void workForAnotherEmployerAsWell(Browser browser) {
        var request = StepsDocument.accessRequest();
        request.put("employer", "Elsewhere Clinic");
        request.put("locationName", "Elsewhere East");
        request.put("supervisorName", "Other Supervisor");
        request.put("hadPriorAccess", "YES");
        request.put("otherEmployer", "AS_WELL");
        var number = new DemoOffice(demo).requested(OTHER_SUPERVISOR, request);
        try (var nurse = browser.desktop()) {
            nurse.open(linkIn(mail(NANCY_NURSE, number + ": please sign your imMTrax user agreement")), NANCY_NURSE);
            var signature = StepsDocument.userAgreementOfToday();
            signature.put("facilityName", "Elsewhere East");
            var agreement = new AgreementPages(nurse);
            agreement.review(signature);
            agreement.submit();
        }
        try (var helpDesk = browser.desktop()) {
            var tasklist = new TasklistPage(helpDesk);
            helpDesk.open(TasklistPage.PATH, HELP_DESK);
            tasklist.open(new DemoOffice(demo).task(number));
            assertThat(tasklist.fact("otherEmployer")).contains("they need access here as well");
            tasklist.claim();
            helpDesk.fill("outcome", "PROVISIONED");
            helpDesk.fill("username", USERNAME);
            assertThat(tasklist.canComplete()).as("as well, or instead?").isFalse();
            helpDesk.fill("otherEmployer", "AS_WELL");
            helpDesk.screenshot(browser.picture("tasklist-as-well"));
            tasklist.complete();
        }
        var added = mail(NANCY_NURSE, number + ": your imMTrax login has access under another employer");
        assertThat(added.text()).contains("Elsewhere Clinic", "You keep your user name and password");
        try (var supervisor = browser.desktop()) {
            supervisor.open("/people?find=Nurse", OTHER_SUPERVISOR);
            assertThat(supervisor.main()).contains(USERNAME, "Elsewhere East").doesNotContain("SPH Broadway");
            supervisor.open("/people?find=Nurse", STACY_SUPERVISOR);
            assertThat(supervisor.main()).contains(USERNAME, "SPH Broadway").doesNotContain("Elsewhere");
        }
    }

    /** Stacy is the only person of her practice. */
    @Test
    void letsRegistryStaffDecideOnTheAccessOfASolePractitioner() {
        String number;
        try (var stacy = Browser.CHROMIUM.desktop()) {
            stacy.open("/requests/new?type=NEW_ACCESS", STACY_SUPERVISOR);
            stacy.fill(StepsDocument.accessRequest());
            stacy.fill("emailAddress", STACY_SUPERVISOR.address());
            stacy.press("Submit");
            assertThat(stacy.main()).contains("registry staff decide on it");
            stacy.screenshot("own-access-check");
            stacy.press("Yes, this is right");
            number = new RequestPage(stacy).number();
            stacy.open("/agreements/" + number);
            var agreement = new AgreementPages(stacy);
            agreement.review(StepsDocument.userAgreementOfToday());
            agreement.submit();
            stacy.open("/requests/" + number);
            assertThat(new RequestPage(stacy).whoseTurn()).contains("registry staff");
            stacy.screenshot("own-access-with-registry");
        }
        try (var registry = Browser.CHROMIUM.desktop()) {
            var tasklist = new TasklistPage(registry);
            registry.open(TasklistPage.PATH, REGISTRY_STAFF);
            registry.click(By.linkText("For registry staff"));
            tasklist.open(new DemoOffice(demo).task(number), "decide-access-request");
            tasklist.claim("decide-access-request");
            registry.screenshot("own-access-decide");
            registry.fill("outcome", "APPROVED");
            tasklist.complete();
            registry.open("/staff/mails?number=" + number);
            assertThat(registry.main()).contains(number);
        }
    }

    private static String requestAccess(Visit supervisor, Browser browser) {
        supervisor.open("/requests/new?type=NEW_ACCESS", STACY_SUPERVISOR);
        assertThat(supervisor.value("requestType")).isEqualTo("NEW_ACCESS");
        assertThat(supervisor.value("supervisorName")).isEqualTo("Stacy Supervisor");

        supervisor.fill(StepsDocument.accessRequest());
        supervisor.screenshot(browser.picture("request-form"));
        StepsDocument.accessRequest()
                .forEach((field, value) ->
                        assertThat(supervisor.value(field)).as(field).isEqualTo(value));
        supervisor.press("Submit");

        var page = new RequestPage(supervisor);
        assertThat(page.number()).matches("REQ\\d{7}");
        assertThat(page.status()).isEqualTo("Waiting for the signature");
        assertThat(page.whoseTurn()).isEqualTo("Waiting for Nancy Nurse");
        assertThat(page.timeline()).containsExactly("Request submitted", "User invited to sign the agreement");
        supervisor.screenshot(browser.picture("request-running"));
        return page.number();
    }

    private static void saveHalfOfTheAgreement(Visit phone, String link, Browser browser) {
        phone.open(link, NANCY_NURSE);
        assertThat(link).endsWith(phone.value("requestNumber"));
        assertThat(phone.value("fullLegalName"))
                .as("typing it is the signature")
                .isEmpty();
        phone.screenshot(browser.picture("agreement-phone"));

        phone.fill("safeguardAccess", "true");
        phone.fill("facilityName", "SPH Broadway Clinic");
        new AgreementPages(phone).save();
        phone.screenshot(browser.picture("agreement-saved-phone"));
    }

    private static void signTheAgreement(Visit nurse, String link, Browser browser) {
        var agreement = new AgreementPages(nurse);
        nurse.open(link, NANCY_NURSE);
        assertThat(nurse.value("safeguardAccess")).isEqualTo("true");
        assertThat(nurse.value("notifyWhenLeaving")).isEqualTo("false");
        assertThat(nurse.value("facilityName")).isEqualTo("SPH Broadway Clinic");

        agreement.review(StepsDocument.userAgreementOfToday());
        nurse.screenshot(browser.picture("agreement-review"));
        assertThat(agreement.answer("safeguardAccess")).isEqualTo("Yes");
        assertThat(agreement.answer("fullLegalName")).isEqualTo("Nancy N. Nurse, RN");
        assertThat(agreement.answer("facilityName")).isEqualTo("SPH Broadway Clinic");
        assertThat(agreement.answer("signatureDate"))
                .isEqualTo(DateTimeFormatter.ofPattern("MMMM d, yyyy", Locale.US)
                        .format(LocalDate.now(ZoneId.of("America/Denver"))));
        var reviewed = agreement.answers();
        agreement.submit();

        assertThat(nurse.heading()).isEqualTo("Thank you. Your agreement is signed.");
        nurse.screenshot(browser.picture("agreement-signed"));
        nurse.follow("Read what you signed");
        assertThat(agreement.answers()).isEqualTo(reviewed);
        nurse.screenshot(browser.picture("agreement-record"));
    }

    private static void followTheLinkAgain(Visit nurse, String link) {
        nurse.open(link);
        assertThat(nurse.heading()).isEqualTo("Thank you. Your agreement is signed.");
        nurse.follow("Check the status of the request");
        assertThat(new RequestPage(nurse).whoseTurn()).isEqualTo("Waiting for the help desk");
    }

    private static void provision(Visit helpDesk, String number, Browser browser) {
        var tasklist = new TasklistPage(helpDesk);
        helpDesk.open(TasklistPage.PATH, HELP_DESK);
        assertThat(tasklist.openedFilter()).isEqualTo("To provision");

        tasklist.open(new DemoOffice(demo).task(number));
        assertThat(tasklist.fact("request")).isEqualTo(number);
        assertThat(tasklist.fact("name")).isEqualTo("Nancy Nurse");
        assertThat(tasklist.fact("dateOfBirth")).isEqualTo("03-20-1982");
        assertThat(tasklist.fact("accessLevel")).isEqualTo("Read Only with Consent");
        assertThat(tasklist.fact("agreement"))
                .isEqualTo(
                        LocalDate.now(ZoneId.of("America/Denver")).format(DateTimeFormatter.ofPattern("MM-dd-yyyy")));
        helpDesk.screenshot(browser.picture("tasklist"));

        tasklist.claim();
        assertThat(helpDesk.value("outcome")).as("no outcome is preselected").isEmpty();
        assertThat(tasklist.canComplete()).isFalse();
        helpDesk.fill("check-account", "true");
        helpDesk.fill("outcome", "PROVISIONED");
        assertThat(tasklist.canComplete()).as("a new account needs credentials").isFalse();
        helpDesk.fill("username", USERNAME);
        helpDesk.fill("temporaryPassword", PASSWORD);
        helpDesk.screenshot(browser.picture("tasklist-filled"));
        tasklist.complete();
        assertThat(helpDesk.await(By.tagName("body")).getText()).doesNotContain(PASSWORD);
    }

    private static void receiveCredentials(String number) {
        var credentials = mail(NANCY_NURSE, number + ": your imMTrax login credentials");
        assertThat(credentials.from()).isEqualTo("servicedesk@service.mt.gov");
        assertThat(credentials.text()).contains(USERNAME, PASSWORD);
        assertThat(credentials.html()).contains(USERNAME, PASSWORD);

        var notice = mail(STACY_SUPERVISOR, number + ": imMTrax access is set up");
        assertThat(notice.text() + notice.html()).contains("Nancy Nurse").doesNotContain(USERNAME, PASSWORD);
    }

    private static void seeAccessGranted(Visit supervisor, String number, Browser browser) {
        var page = new RequestPage(supervisor);
        supervisor.open("/requests/" + number);
        supervisor.await(reloading(() -> page.timeline().contains("Login credentials sent by email")));
        assertThat(page.status()).isEqualTo("Access granted");
        assertThat(page.whoseTurn()).isEqualTo("Finished");
        assertThat(page.timeline())
                .startsWith(
                        "Request submitted",
                        "User invited to sign the agreement",
                        "User agreement signed",
                        "Paperwork complete, sent to the help desk",
                        "Access set up");
        assertThat(page.timeline()).contains("Access granted");
        assertThat(supervisor.main()).doesNotContain(USERNAME, PASSWORD);
        supervisor.screenshot(browser.picture("request-granted"));
    }

    /** What the service does by itself comes to the page a little later. */
    private static ExpectedCondition<Boolean> reloading(BooleanSupplier arrived) {
        return browser -> {
            browser.navigate().refresh();
            return arrived.getAsBoolean();
        };
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

    private static String linkIn(DemoMail mail) {
        return Jsoup.parse(mail.html()).selectFirst("a[href*=/agreements/]").attr("href");
    }
}

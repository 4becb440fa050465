package gov.mt.immtrax.access.browser;

import static gov.mt.immtrax.access.demo.identity.DemoPerson.NANCY_NURSE;
import static gov.mt.immtrax.access.demo.identity.DemoPerson.OTHER_SUPERVISOR;
import static gov.mt.immtrax.access.demo.identity.DemoPerson.STACY_SUPERVISOR;
import static org.assertj.core.api.Assertions.assertThat;

import gov.mt.immtrax.access.StepsDocument;
import gov.mt.immtrax.access.demo.Demo;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;

/** The pages of supervisors and users in a browser that runs no scripts. */
class CitizenPagesIT {

    private static final String NO_SUCH_REQUEST = "REQ9999999";

    private static Demo demo;
    private static DemoOffice office;
    private static Visit visit;

    @BeforeAll
    static void startDemo() {
        demo = Demo.shared();
        office = new DemoOffice(demo);
        visit = new Visit(demo, Browsers.chromiumWithoutScripts());
    }

    @AfterAll
    static void stopDemo() {
        visit.close();
        demo.stop();
    }

    @Nested
    class RequestForm {

        @Test
        void saysBesideTheFieldWhatIsWrongAndLosesNothing() {
            var typed = new LinkedHashMap<>(StepsDocument.accessRequest());
            typed.put("emailAddress", "wrong.first@sphealth.org");
            typed.put("phoneNumber", "444-1234");
            typed.put("legalLastName", "");
            visit.open("/requests/new?type=NEW_ACCESS", STACY_SUPERVISOR);
            visit.fill(typed);
            visit.press("Submit");

            assertThat(visit.texts(".form-errors h2")).containsExactly("Please correct 2 things");
            assertThat(beside("phoneNumber")).contains("ten digits");
            assertThat(beside("legalLastName")).contains("Please fill this in");
            typed.forEach(
                    (field, value) -> assertThat(visit.value(field)).as(field).isEqualTo(value));
            visit.screenshot("no-scripts-request-errors");

            visit.fill("phoneNumber", "406-444-1234");
            visit.fill("legalLastName", "Nurse");
            visit.fill("endDate", "2022-11-06");
            visit.press("Submit");
            assertThat(beside("endDate")).contains("before the start date");

            visit.fill("endDateMonth", "02");
            visit.fill("endDateDay", "30");
            visit.fill("endDateYear", "2027");
            visit.press("Submit");
            assertThat(beside("endDate")).contains("February 2027 has 28 days");
            assertThat(visit.await(By.cssSelector(".form-errors a")).getDomAttribute("href"))
                    .isEqualTo("#endDateDay");

            visit.fill("endDate", LocalDate.now().plusMonths(6).toString());
            visit.press("Submit");
            assertThat(new RequestPage(visit).number()).matches("REQ\\d{7}");
        }

        /** The message in the group of the field, found by what a screen reader is told. */
        private String beside(String field) {
            var control =
                    visit.await(By.cssSelector("#" + field + ":not(fieldset), #" + field + " input[aria-invalid]"));
            assertThat(control.getDomAttribute("aria-invalid")).isEqualTo("true");
            assertThat(control.getDomAttribute("aria-describedby").split(" ")).contains(field + "-error");
            return visit.await(By.cssSelector(".field:has(#" + field + ") > #" + field + "-error"))
                    .getText();
        }
    }

    @Nested
    class Agreement {

        @Test
        void isSignedAndOpensForNobodyElse() {
            var number = office.requested(StepsDocument.accessRequest());

            visit.open("/agreements/" + number, STACY_SUPERVISOR);
            assertThat(visit.heading()).isEqualTo("This page is for someone else");
            assertThat(visit.main())
                    .contains("stacy.supervisor@sphealth.org", "406-444-5580")
                    .doesNotContain("Nancy", number);
            visit.screenshot("no-scripts-agreement-refused");
            var refused = visit.main();
            visit.open("/agreements/" + NO_SUCH_REQUEST);
            assertThat(visit.main()).as("tells nothing about the request").isEqualTo(refused);

            var agreement = new AgreementPages(visit);
            visit.open("/agreements/" + number, NANCY_NURSE);
            visit.press("Review and submit");
            assertThat(visit.texts(".form-errors h2")).containsExactly("Please correct 9 things");
            agreement.review(StepsDocument.userAgreementOfToday());
            assertThat(agreement.answer("fullLegalName")).isEqualTo("Nancy N. Nurse, RN");
            agreement.submit();
            assertThat(visit.heading()).isEqualTo("Thank you. Your agreement is signed.");
        }
    }

    @Nested
    class Requests {

        @Test
        void areListedUntilTheSupervisorWithdrawsThem() {
            var number = office.requested(StepsDocument.permissionsChange("Wanda"));
            visit.open("/requests", STACY_SUPERVISOR);
            visit.screenshot("no-scripts-requests");
            visit.follow(number);
            var page = new RequestPage(visit);
            assertThat(page.whoseTurn()).isEqualTo("Waiting for the help desk");

            visit.press("Withdraw this request");
            assertThat(visit.main()).contains("Who will be told");
            visit.press("Withdraw this request");

            assertThat(visit.main()).contains("You have withdrawn the request.");
            assertThat(page.status()).isEqualTo("Withdrawn");
            assertThat(page.timeline()).last().isEqualTo("Request withdrawn");
            visit.screenshot("no-scripts-withdrawn");
            visit.open("/requests/" + number);
            assertThat(visit.texts("button.btn-danger")).isEmpty();
        }

        @Test
        void ofSomebodyElseDoNotExist() {
            var number = office.requested(StepsDocument.permissionsChange("Olga"));
            visit.open("/requests", OTHER_SUPERVISOR);
            assertThat(visit.main()).doesNotContain(number);

            visit.open("/requests/" + number);
            assertThat(visit.heading()).isEqualTo("Page not found");
            visit.screenshot("no-scripts-not-found");
            var answer = visit.main();
            visit.open("/requests/" + NO_SUCH_REQUEST);
            assertThat(visit.main()).isEqualTo(answer);
        }
    }

    @Nested
    class FormsPage {

        @Test
        void tellsEverybodyHowItGoes() {
            visit.open("/");
            assertThat(visit.main())
                    .contains(
                            "New Access",
                            "Change Employer",
                            "User Permissions Change",
                            "Read Only with Consent",
                            "Record Maintenance",
                            "Vaccine Management",
                            "406-444-5580",
                            "406-444-9500");
            assertThat(visit.texts(".hours")).hasSize(1);
            visit.screenshot("no-scripts-home");
        }
    }

    @Nested
    class LogOut {

        @Test
        void endsTheSessionsOfTheServiceAndOfTheProvider() {
            visit.open("/requests", NANCY_NURSE);
            visit.press(visit.await(By.cssSelector(".who button")));
            assertThat(visit.url()).isEqualTo(demo.baseUrl() + "/");
            assertThat(visit.texts(".who")).containsExactly("Log in");

            visit.open("/requests");
            assertThat(visit.url()).startsWith(demo.identityUrl() + "/login");
        }
    }
}

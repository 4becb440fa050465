package gov.mt.immtrax.access.browser;

import static gov.mt.immtrax.access.demo.identity.DemoPerson.HELP_DESK;
import static gov.mt.immtrax.access.demo.identity.DemoPerson.NANCY_NURSE;
import static gov.mt.immtrax.access.demo.identity.DemoPerson.OTHER_SUPERVISOR;
import static gov.mt.immtrax.access.demo.identity.DemoPerson.REGISTRY_STAFF;
import static gov.mt.immtrax.access.demo.identity.DemoPerson.STACY_SUPERVISOR;
import static org.assertj.core.api.Assertions.assertThat;

import gov.mt.immtrax.access.StepsDocument;
import gov.mt.immtrax.access.account.AccountRegister;
import gov.mt.immtrax.access.demo.Demo;
import gov.mt.immtrax.access.demo.identity.DemoPerson;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.WebDriver;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A supervisor's people and the register, with the 2,000 accounts of the demo, in browsers with and without scripts.
 */
class PeopleIT {

    private static Demo demo;
    private static Visit plain;
    private static WebDriver phoneBrowser;
    private static Visit phone;

    @BeforeAll
    static void startDemo() {
        demo = Demo.shared();
        demo.fillRegister(2000);
        plain = new Visit(demo, Browsers.chromiumWithoutScripts());
        phoneBrowser = Browsers.phoneChromium();
        phone = new Visit(demo, phoneBrowser);
    }

    @AfterAll
    static void stopDemo() {
        plain.close();
        phone.close();
        demo.stop();
    }

    @Test
    void areSortedSearchedAndTurnedOverWithoutScripts() {
        plain.open("/people", STACY_SUPERVISOR);
        assertThat(plain.texts("tbody tr")).hasSize(20);
        assertThat(plain.texts(".count")).containsExactly("25 people, page 1 of 2");
        plain.screenshot("people");
        plain.follow("Next 20");
        assertThat(plain.texts("tbody tr")).hasSize(5);
        plain.follow("Last access");
        assertThat(plain.texts("th[aria-sort=ascending]"))
                .singleElement()
                .asString()
                .startsWith("Last access");
        assertThat(plain.texts("tbody tr td:nth-child(4)").get(0)).isEqualTo("Not used yet");

        String somebody = plain.texts("tbody th").get(3);
        plain.fill("find", somebody.substring(0, somebody.indexOf(',')));
        plain.press("Show");
        assertThat(plain.texts("tbody th")).contains(somebody);
        plain.fill("find", "nobody at all");
        plain.press("Show");
        assertThat(plain.main()).contains("No one on your list matches.");

        plain.open("/people");
        plain.follow("Change permissions");
        assertThat(plain.texts("h1")).containsExactly("Change imMTrax permissions");
        assertThat(plain.texts("#employer.settled")).containsExactly("St. Peters Health");
        assertThat(plain.texts("#legalLastName.settled"))
                .allSatisfy(name -> assertThat(name).isNotBlank())
                .hasSize(1);
        assertThat(plain.texts("#accessLevel-beside").get(0)).startsWith("Now: ");
        plain.screenshot("permissions-change-form");
        plain.press("Submit");
        assertThat(plain.texts(".form-errors li")).as("what is asked").hasSize(5);
        plain.screenshot("permissions-change-blank");
    }

    @Test
    void fitOnAPhone() {
        phone.open("/people", STACY_SUPERVISOR);
        phone.screenshot("phone-people");
        assertThat(widerThanTheScreen()).isFalse();
        phone.await(By.cssSelector(".row-actions a"));
        ((JavascriptExecutor) phoneBrowser).executeScript("document.querySelector('table').scrollIntoView()");
        phone.screenshot("phone-people-rows");
        phone.fill("sort", "end-date");
        phone.fill("dir", "down");
        phone.press("Show");
        assertThat(phone.value("sort")).isEqualTo("end-date");
        assertThat(phone.value("dir")).isEqualTo("down");
        assertThat(phone.texts("tbody tr")).hasSize(20);

        phone.follow("Not my employee");
        assertThat(widerThanTheScreen()).isFalse();
        phone.screenshot("phone-people-dispute");
        phone.open("/staff/accounts", REGISTRY_STAFF);
        assertThat(widerThanTheScreen()).isFalse();
        phone.screenshot("phone-accounts");
    }

    /** All our pages, not only those of people: here the register is full, and a browser that runs scripts is open. */
    @Test
    void keepNobodyOut() {
        String request = new DemoOffice(demo).requested(StepsDocument.accessRequest());
        String account = demo.bean(AccountRegister.class)
                .ofSupervisor(STACY_SUPERVISOR.address())
                .get(0)
                .number();
        demo.bean(JdbcClient.class).sql("""
                        insert into account_difference (number, kind, username, username_key, account, ours, theirs, found_by,
                            found_at, seen_by)
                        select 'DIF9999999', 'LEVEL_DIFFERS', username, username_key, number, 'RECORD_MAINTENANCE',
                            'VACCINE_MANAGEMENT', 'IMP9999999', current_timestamp, 'IMP9999999'
                        from account where number = :account""").param("account", account).update();
        phone.open("/");
        Accessibility.check(phoneBrowser);
        checkOnAPhone(
                STACY_SUPERVISOR,
                "/people",
                "/people/" + account + "/dispute",
                "/people/" + account + "/handover",
                "/people/deputies",
                "/requests/new?type=PERMISSIONS_CHANGE&details&account=" + account,
                "/requests",
                "/requests/" + request,
                "/requests/new",
                "/clinics?find=clinic",
                "/deletions/new?account=" + account);
        checkOnAPhone(NANCY_NURSE, "/agreements/" + request);
        checkOnAPhone(
                REGISTRY_STAFF,
                "/staff/accounts",
                "/staff/accounts/" + account,
                "/staff/accounts/" + account + "/details",
                "/staff/supervisors/replace",
                "/staff/inactivations",
                "/staff/imports",
                "/staff/differences",
                "/staff/deputies",
                "/staff/facilities",
                "/staff/facilities/new",
                "/staff/facilities/import",
                "/staff/facilities/unlisted",
                "/staff/mails",
                "/staff/audit");

        WebDriver browser = Browsers.chromium();
        try (var desktop = new Visit(demo, browser)) {
            desktop.open("/staff/accounts", REGISTRY_STAFF);
            Accessibility.check(browser);
            desktop.open("/staff/accounts/" + account);
            assertThat(desktop.texts(".turn li"))
                    .containsExactly("DIF9999999 Access level differs: imMTrax has a different value");
            Accessibility.check(browser);
            desktop.screenshot("account-difference");
            int line = desktop.await(By.cssSelector(".site-nav > ul > li"))
                    .getLocation()
                    .getY();
            assertThat(browser.findElements(By.cssSelector(".site-nav > ul > li")))
                    .as("a menu in one line")
                    .allMatch(item -> item.getLocation().getY() == line);
        }
    }

    private static void checkOnAPhone(DemoPerson reader, String first, String... others) {
        phone.open(first, reader);
        Accessibility.check(phoneBrowser);
        for (String page : others) {
            phone.open(page);
            Accessibility.check(phoneBrowser);
            assertThat(widerThanTheScreen()).as(page).isFalse();
        }
    }

    private static boolean widerThanTheScreen() {
        return (boolean) ((JavascriptExecutor) phoneBrowser)
                .executeScript("return document.documentElement.scrollWidth > document.documentElement.clientWidth");
    }

    @Test
    void areLookedAfterByADeputyUntilTheOfficialEndsIt() {
        plain.open("/people/deputies", STACY_SUPERVISOR);
        plain.fill(Map.of("name", "Other Supervisor", "address", "other.supervisor@example"));
        plain.press("Name this deputy");
        assertThat(plain.main()).contains("Please enter a complete email address");
        assertThat(plain.value("name")).isEqualTo("Other Supervisor");
        plain.fill("address", OTHER_SUPERVISOR.address());
        plain.press("Name this deputy");
        assertThat(plain.main()).contains("Being checked");

        plain.open("/staff/deputies", REGISTRY_STAFF);
        plain.screenshot("deputies-to-confirm");
        plain.press("Confirm");
        assertThat(plain.main()).contains("You confirmed.");

        plain.open("/people/deputies", OTHER_SUPERVISOR);
        plain.follow("Answer");
        plain.screenshot("deputy-answer");
        plain.press("Accept");
        assertThat(plain.texts("h1")).containsExactly("People of Stacy Supervisor");
        assertThat(plain.texts("tbody tr")).hasSize(20);
        plain.screenshot("people-of-an-official");
        plain.follow("Change permissions");
        assertThat(plain.source()).contains("You act for Stacy Supervisor.");

        plain.open("/people/deputies", STACY_SUPERVISOR);
        plain.screenshot("deputies");
        plain.follow("End");
        plain.press("End it now");
        plain.open("/people", OTHER_SUPERVISOR);
        assertThat(plain.main()).doesNotContain("You may act for Stacy Supervisor");
    }

    @Test
    void areDisputedDecidedAndReassigned() {
        plain.open("/people", OTHER_SUPERVISOR);
        List<String> people = plain.texts("tbody th");
        assertThat(people).hasSize(9);
        String somebody = plain.texts("tbody tr:has(a[href$=dispute]) th").get(0);
        plain.follow("Not my employee");
        plain.fill("note", "Works in Butte, as far as I know.");
        plain.screenshot("people-dispute");
        plain.press("Submit dispute");
        assertThat(plain.main()).contains("Thank you.", "Disputed: not your employee");

        plain.open("/staff/accounts", HELP_DESK);
        assertThat(plain.texts("tbody tr")).hasSize(50);
        assertThat(plain.main()).contains("There is 1 open dispute.");
        plain.screenshot("accounts");
        plain.follow("Next 50");
        assertThat(plain.texts("tbody tr")).hasSize(50);

        plain.open("/staff/accounts?filter=disputed", REGISTRY_STAFF);
        plain.press(plain.await(By.cssSelector("tbody th a")));
        plain.screenshot("account");
        plain.follow("Decide dispute");
        plain.screenshot("account-decide");
        plain.fill(Map.of("outcome", "REASSIGNED", "note", "Asked both employers"));
        plain.press("Decide");
        assertThat(plain.texts(".form-errors h2")).containsExactly("Please correct 2 things");
        plain.fill(Map.of("supervisorName", "Dana Deputy", "supervisorAddress", "dana.deputy@example.org"));
        plain.press("Decide");
        assertThat(plain.main())
                .contains("Your decision is saved.", "Supervisor: from Other Supervisor to Dana Deputy");

        plain.open("/staff/supervisors/replace");
        plain.fill(Map.of(
                "from",
                OTHER_SUPERVISOR.address(),
                "name",
                "Nora Next",
                "address",
                "nora.next@example.org",
                "reason",
                "Has retired"));
        plain.press("Show the people");
        assertThat(plain.main()).contains("8 accounts move from other.supervisor@example.org to Nora Next");
        plain.screenshot("supervisor-replace");
        plain.press("Replace the supervisor");
        assertThat(plain.main()).contains("The supervisor was replaced. The new supervisor is told by email.");

        plain.open("/people", OTHER_SUPERVISOR);
        assertThat(plain.main())
                .contains("You are not responsible for anyone's imMTrax access yet.")
                .doesNotContain(somebody);
        plain.screenshot("people-empty");
    }
}

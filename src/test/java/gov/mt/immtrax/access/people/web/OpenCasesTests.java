package gov.mt.immtrax.access.people.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import gov.mt.immtrax.access.ModelTest;
import gov.mt.immtrax.access.Office;
import gov.mt.immtrax.access.account.AccountFacts;
import gov.mt.immtrax.access.account.AccountRegister;
import gov.mt.immtrax.access.account.Cause;
import gov.mt.immtrax.access.account.InactivationReason;
import gov.mt.immtrax.access.account.SampleAccount;
import gov.mt.immtrax.access.deletion.SampleDeletion;
import gov.mt.immtrax.access.deletion.submission.DeletionService;
import gov.mt.immtrax.access.identity.ActingPerson;
import gov.mt.immtrax.access.identity.Role;
import gov.mt.immtrax.access.people.dispute.DisputeService;
import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.autoconfigure.web.servlet.AutoConfigureMockMvc;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;

/**
 * What is asked for and not done yet stands beside the account, and nobody is offered what would be refused because of
 * it.
 */
@ModelTest
@AutoConfigureMockMvc
class OpenCasesTests {

    private static final String STRANGER = "other.supervisor@example.org";

    @Autowired
    MockMvc http;

    @Autowired
    Office office;

    @Autowired
    ActingPerson acting;

    @Autowired
    AccountRegister register;

    @Autowired
    DeletionService deletions;

    @Autowired
    DisputeService disputes;

    @Autowired
    JdbcClient jdbc;

    private String nancy;

    @BeforeEach
    void open() {
        office.itIs("2026-11-23T10:00");
        acting.is(Office.SUPERVISOR);
        nancy = register.open(SampleAccount.facts(), Cause.note("test")).number();
    }

    @AfterEach
    void close() throws Exception {
        jdbc.sql("delete from account_difference").update();
        office.close();
    }

    @Test
    void showsAChangeThatIsAskedForAndOffersNoOther() throws Exception {
        String number = changeAskedFor();

        Element row = row();
        assertThat(row.text()).contains("Change of permissions requested: " + number);
        assertThat(row.select("a[href=/requests/" + number + "]")).hasSize(1);
        assertThat(actions())
                .containsExactly(
                        "/deletions/new?account=" + nancy,
                        "/people/" + nancy + "/handover",
                        "/people/" + nancy + "/dispute");

        office.withdraw(number);
        acting.is(Office.SUPERVISOR);
        assertThat(row().text()).doesNotContain(number);
        assertThat(actions()).hasSize(5);
    }

    @Test
    void showsADeletionThatIsAskedForAndOffersNothingThatWaitsForIt() throws Exception {
        String number = deletions.submit(SampleDeletion.with());

        assertThat(row().text()).contains("Access deletion requested: " + number);
        assertThat(row().select("a[href=/deletions/" + number + "]")).hasSize(1);
        assertThat(actions()).containsExactly("/people/" + nancy + "/handover", "/people/" + nancy + "/dispute");

        deletions.withdraw(number);
        assertThat(actions()).hasSize(5);
    }

    /** It gives way to the supervisor's own. */
    @Test
    void offersTheRemovalThatAStrangerAskedFor() throws Exception {
        acting.is(STRANGER);
        deletions.submit(SampleDeletion.with("username", "nnurse"));

        acting.is(Office.SUPERVISOR);
        assertThat(row().text()).contains("Access deletion requested by someone else");
        assertThat(actions()).contains("/deletions/new?account=" + nancy);
        assertThat(deletions.submit(SampleDeletion.with("username", "nnurse"))).startsWith("REQ");
    }

    @Test
    void offersToReactivateOnlyOnce() throws Exception {
        register.inactivate(nancy, InactivationReason.INACTIVITY, Cause.note("not used"));
        String number = office.submit();

        assertThat(row().text()).contains("Access requested: " + number);
        assertThat(actions()).isEmpty();
    }

    @Test
    void tellsNothingOfARequestOfSomebodyElseThatIsNotConfirmed() throws Exception {
        String number = changeAskedFor();
        jdbc.sql("update access_request set supervisor_address = :address")
                .param("address", STRANGER)
                .update();

        assertThat(row().text()).doesNotContain("by someone else", "Change of permissions requested", number);
        assertThat(actions()).hasSize(5);
    }

    @Test
    void showsWhatIsPlannedBesideTheAccount() throws Exception {
        String number = office.submitFor(nancy, "startDate", "2027-01-04");
        assertThat(row().text())
                .contains("From January 4, 2027: Record Maintenance (not yet confirmed by the help desk)");

        office.wait("2026-12-29T08:00");
        office.provisionChange(number);
        acting.is(Office.SUPERVISOR);
        assertThat(row().text())
                .contains("Read Only with Consent", "From January 4, 2027: Record Maintenance")
                .doesNotContain("not yet confirmed");
        acting.is(Office.HELP_DESK, Role.HELP_DESK);
        assertThat(page("/staff/accounts/" + nancy).select(".turn li").text())
                .contains(number, "Waiting for the start date", "From January 4, 2027: Record Maintenance");
        Document request = page("/requests/" + number);
        assertThat(request.select(".turn").text())
                .contains("The change takes effect on Monday, 01-04-2027, 8:00 AM.")
                .doesNotContain("email goes out");

        office.wait("2027-01-04T08:00");
        acting.is(Office.SUPERVISOR);
        assertThat(row().text()).contains("Record Maintenance").doesNotContain("From January");
    }

    @Test
    void tellsTheFormerSupervisorFromWhenOnAnAccountIsWithAnotherEmployer() throws Exception {
        register.change(nancy, facts -> facts.withSupervisor("Otto", STRANGER), Cause.note("test"));
        register.change(nancy, facts -> facts.withEmailAddress("nancy@old.example.org"), Cause.note("test"));
        String number =
                office.submit("requestType", "CHANGE_EMPLOYER", "hadPriorAccess", "YES", "startDate", "2027-01-04");
        office.sign(number);
        acting.is(Office.SUPERVISOR);
        assertThat(page("/requests/" + number).select(".turn").text())
                .contains("The help desk starts on Tuesday, 12-29-2026, 8:00 AM", "Due Monday, 01-04-2027");
        acting.is(STRANGER);
        assertThat(row().text()).doesNotContain("January");

        office.wait("2026-12-29T08:00");
        office.provisionForAnother(number, "nnurse");
        acting.is(STRANGER);
        assertThat(row().text())
                .contains("Change of employer requested by someone else", "From January 4, 2027: with another employer")
                .doesNotContain(number, "Peters");
    }

    @Test
    void leavesTheOtherAccountOfAPersonAlone() throws Exception {
        AccountFacts other =
                SampleAccount.facts("nnurse2", "Nancy", "Nurse", Office.USER).withSupervisor("Otto", STRANGER);
        String second = register.open(other, Cause.note("test")).number();
        String number = deletions.submit(SampleDeletion.with("username", "nnurse"));

        acting.is(STRANGER);
        Element row = row();
        assertThat(row.text())
                .contains("Access deletion requested for another account of this person by someone else.")
                .doesNotContain(number);
        assertThat(actions())
                .containsExactly(
                        "/deletions/new?account=" + second,
                        "/people/" + second + "/handover",
                        "/people/" + second + "/dispute");
    }

    @Test
    void leadsFromADisputeToWhatBecomesOfIt() throws Exception {
        disputes.dispute(register.get(nancy), acting.require(), "Butte");

        assertThat(row().select("td[data-label=Status] a").eachAttr("href"))
                .containsExactly("/people/" + nancy + "/dispute");
        assertThat(actions()).hasSize(3);
    }

    @Test
    void asksTheDatabaseAsOftenForManyAsForFew() throws Exception {
        changeAskedFor();
        long few = statementsOf("/people");
        for (int i = 0; i < 18; i++) {
            register.open(
                    SampleAccount.facts("user" + i, "Ann", "Name" + i, "user" + i + "@example.org"),
                    Cause.note("test"));
        }

        assertThat(few).isPositive();
        assertThat(statementsOf("/people")).isEqualTo(few);
        assertThat(page("/people").select("tbody tr")).hasSize(19);
    }

    @Test
    void tellsStaffAllThatIsOpenAboutAnAccount() throws Exception {
        String change = changeAskedFor();
        jdbc.sql("update access_request set status = 'DECLINED', open_key = null, ended_at = submitted_at")
                .update();
        String deletion = deletions.submit(SampleDeletion.with());
        difference("DIF0000001", "aaa", null);
        difference("DIF0000002", "nnurse", nancy);

        acting.is(Office.HELP_DESK, Role.HELP_DESK);
        Document page = page("/staff/accounts/" + nancy);

        assertThat(page.select(".turn li").eachText())
                .containsExactly(
                        deletion + " Access deletion requested: With the help desk",
                        "DIF0000002 Access level differs: imMTrax has a different value");
        assertThat(page.select(".turn a").eachAttr("href"))
                .containsExactly("/deletions/" + deletion, "/staff/differences?kind=LEVEL_DIFFERS&page=1#DIF0000002");
        assertThat(page("/staff/differences?kind=LEVEL_DIFFERS&page=1").select("#DIF0000002"))
                .hasSize(1);
        assertThat(page.select("table.cards tbody tr").eachText())
                .satisfiesExactly(
                        row -> assertThat(row)
                                .startsWith(deletion + " Access Deletion")
                                .endsWith("11-23-2026 With the help desk"),
                        row -> assertThat(row)
                                .startsWith(change + " User Permissions Change")
                                .endsWith("11-23-2026 Declined"));
        assertThat(page.html()).doesNotContain("??");
    }

    @Test
    void keepsAmongItsRequestsWhatWasAskedForUnderAnotherAddress() throws Exception {
        String change = changeAskedFor();
        office.provisionChange(change);
        register.change(nancy, facts -> facts.withEmailAddress("nancy.married@sphealth.org"), Cause.note("married"));

        acting.is(Office.HELP_DESK, Role.HELP_DESK);
        assertThat(page("/staff/accounts/" + nancy).select("table.cards th a").eachText())
                .contains(change);
    }

    @Test
    void tellsTheStepsOfAnAccountAsOneEventEach() throws Exception {
        register.change(
                nancy,
                f -> new AccountFacts(
                        f.username(),
                        f.firstName(),
                        f.lastName(),
                        f.emailAddress(),
                        "Larkspur Clinic",
                        "Main Street",
                        f.accessLevel(),
                        null,
                        f.supervisorName(),
                        f.supervisorAddress(),
                        "REQ0100500",
                        LocalDate.of(2027, 6, 30),
                        null,
                        null),
                Cause.of("REQ0100500"));

        acting.is(Office.HELP_DESK, Role.HELP_DESK);
        Document page = page("/staff/accounts/" + nancy);

        assertThat(page.select(".timeline li h3").eachText()).containsExactly("Account changed", "Account set up");
        assertThat(page.select(".timeline li").get(0).select("p").eachText())
                .contains(
                        "Employer: from St. Peters Health to Larkspur Clinic", "VFC PIN: 2102 removed",
                        "New user agreement signed: REQ0100500", "End date: 06-30-2027");
    }

    @Test
    void leadsFromARequestWithoutAccountToItsPage() throws Exception {
        String number = office.submit("emailAddress", "new.nurse@sphealth.org");
        acting.is(Office.HELP_DESK, Role.HELP_DESK);

        assertThat(page("/staff/accounts?find=" + number.toLowerCase())
                        .select(".empty a")
                        .eachAttr("href"))
                .startsWith("/requests/" + number);
        assertThat(page("/staff/accounts?find=REQ0999999").select(".empty").text())
                .contains("No account matches.");
        assertThat(page("/staff/accounts").select(".count").text()).isEqualTo("1 account");
        assertThat(page("/staff/accounts?page=99999").select("tbody tr")).hasSize(1);
    }

    private String changeAskedFor() {
        return office.submit(
                "requestType", "PERMISSIONS_CHANGE", "hadPriorAccess", "YES", "accessLevel", "VACCINE_MANAGEMENT");
    }

    private void difference(String number, String username, String account) {
        jdbc.sql("""
                        insert into account_difference (number, kind, username, username_key, account, ours, theirs, found_by,
                            found_at, seen_by)
                        values (:number, 'LEVEL_DIFFERS', :username, :username, :account, 'RECORD_MAINTENANCE',
                            'VACCINE_MANAGEMENT', 'IMP0000001', current_timestamp, 'IMP0000001')""")
                .param("number", number)
                .param("username", username)
                .param("account", account)
                .update();
    }

    private long statementsOf(String url) throws Exception {
        jdbc.sql("set query_statistics false").update();
        jdbc.sql("set query_statistics true").update();
        page(url);
        long count = jdbc.sql(
                        "select sum(execution_count) from information_schema.query_statistics where sql_statement like '%account%'")
                .query(Long.class)
                .single();
        jdbc.sql("set query_statistics false").update();
        return count;
    }

    private Element row() throws Exception {
        return page("/people").select("tbody tr").first();
    }

    private List<String> actions() throws Exception {
        return row().select(".row-actions a").eachAttr("href");
    }

    private Document page(String url) throws Exception {
        return Jsoup.parse(http.perform(get(URI.create(url)).with(user("d").authorities(() -> "ROLE_HELP_DESK")))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString());
    }
}

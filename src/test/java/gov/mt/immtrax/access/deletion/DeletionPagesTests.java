package gov.mt.immtrax.access.deletion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.flash;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import gov.mt.immtrax.access.ModelTest;
import gov.mt.immtrax.access.Office;
import gov.mt.immtrax.access.account.AccountRegister;
import gov.mt.immtrax.access.account.Cause;
import gov.mt.immtrax.access.account.InactivationReason;
import gov.mt.immtrax.access.account.SampleAccount;
import gov.mt.immtrax.access.deletion.process.AccessDeletionProcess;
import gov.mt.immtrax.access.engine.FormSubmissionService;
import gov.mt.immtrax.access.identity.ActingPerson;
import gov.mt.immtrax.access.identity.Role;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.autoconfigure.web.servlet.AutoConfigureMockMvc;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.test.context.support.WithMockUser;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

/** The pages of access deletions, asked for over HTTP with a real engine behind them. */
@ModelTest
@AutoConfigureMockMvc
@WithMockUser
class DeletionPagesTests {

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
    FormSubmissionService forms;

    @Autowired
    JdbcClient jdbc;

    private String account;

    @BeforeEach
    void open() {
        office.itIs("2026-11-23T10:00");
        account = register.open(SampleAccount.facts(), Cause.of("REQ0100387")).number();
        acting.is(Office.SUPERVISOR);
    }

    @AfterEach
    void close() throws Exception {
        office.close();
    }

    @Test
    void leadsFromTheFormToThePageOfTheDeletion() throws Exception {
        String page = submitted();

        assertThat(page).matches("/deletions/REQ\\d{7}");
        http.perform(get(page))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("Waiting for the help desk")))
                .andExpect(content().string(containsString("Due Tuesday, 11-24-2026")))
                .andExpect(content().string(containsString("Nancy Nurse")));
        office.itIs("2026-11-25T10:00");
        http.perform(get(page)).andExpect(content().string(containsString("Was due Tuesday, 11-24-2026")));
    }

    @Test
    void fillsInWhatTheRegisterKnowsOfOnesOwnPeople() throws Exception {
        register.open(SampleAccount.facts("aabel", "Ada", "Abel", "ada.abel@sphealth.org"), Cause.note("test"));
        String ended = register.open(
                        SampleAccount.facts("eend", "Eva", "End", "eva.end@sphealth.org"), Cause.note("test"))
                .number();
        register.inactivate(ended, InactivationReason.INACTIVITY, Cause.note("test"));

        Document empty = page("/deletions/new");
        assertThat(empty.select("select#account option").eachText())
                .containsExactly("Choose…", "Abel, Ada (SPH Broadway)", "Nurse, Nancy (SPH Broadway)");
        assertThat(empty.getElementById("legalLastName").val()).isEmpty();

        Document filled = page("/deletions/new?account=" + account);
        assertThat(filled.getElementById("legalLastName").text()).isEqualTo("Nurse");
        assertThat(filled.getElementById("username").text()).isEqualTo("nnurse");
        assertThat(filled.select("main form input[name=employer]").val()).isEqualTo("St. Peters Health");
        assertThat(filled.getElementById("supervisorName").val()).isEqualTo("Stacy Supervisor");
        assertThat(filled.select("#account")).isEmpty();
        assertThat(page("/deletions/new?account=")
                        .getElementById("legalLastName")
                        .val())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{account}", "ACC9999999", "nonsense"})
    void knowsNobodyElsesPeople(String asked) throws Exception {
        acting.is(STRANGER);

        http.perform(get("/deletions/new").param("account", asked.replace("{account}", account)))
                .andExpect(status().isNotFound());
        assertThat(jdbc.sql("select count(*) from audit_event where action = 'ROLE_REFUSED' and address = ?")
                        .param(STRANGER)
                        .query(Long.class)
                        .single())
                .isPositive();
        assertThat(page("/deletions/new").select("select#account")).isEmpty();
    }

    @Test
    void showsWhatIsWrongBesideTheFieldsAndKeepsWhatWasTyped() throws Exception {
        http.perform(form(SampleDeletion.with("reason", "", "username", "x y", "employer", "<b>Health</b>")))
                .andExpect(status().isUnprocessableEntity())
                .andExpect(content().string(containsString("reason-error")))
                .andExpect(content().string(containsString("Do not use spaces")))
                .andExpect(content().string(containsString("&lt;b&gt;Health")))
                .andExpect(content().string(not(containsString("<b>Health"))));
    }

    @Test
    void remembersWhoWasChosenWhileThereAreMistakes() throws Exception {
        Document filled = page("/deletions/new?account=" + account);
        String action = filled.select("main form[method=post]").attr("action");
        assertThat(action).isEqualTo("/deletions/new?account=" + account);

        Document again = Jsoup.parse(http.perform(form(action, SampleDeletion.with("reason", "")))
                .andExpect(status().isUnprocessableEntity())
                .andReturn()
                .getResponse()
                .getContentAsString());
        assertThat(again.select("main form[method=post]").attr("action")).isEqualTo(action);
        assertThat(again.getElementById("legalLastName").text()).isEqualTo("Nurse");
        http.perform(confirmed(form(action, SampleDeletion.with()))).andExpect(status().isSeeOther());
    }

    /** Case: another name was chosen in a second control, and the first person's access ended. */
    @Test
    void isAboutThePersonWhoWasChosenAndNobodyElse() throws Exception {
        String ada = register.open(
                        SampleAccount.facts("aabel", "Ada", "Abel", "ada.abel@sphealth.org"), Cause.note("test"))
                .number();
        Document fixed = page("/deletions/new?account=" + account);

        assertThat(fixed.select("main select").eachAttr("id")).containsExactly("reason");
        assertThat(fixed.select(".note").text()).contains("This access deletion is about Nancy Nurse.");
        assertThat(fixed.select(".note a").attr("href")).isEqualTo("/deletions/new");
        for (String other :
                new String[] {"username=aabel", "legalLastName=Abel", "emailAddress=ada.abel@sphealth.org"}) {
            String[] typed = other.split("=");
            http.perform(form("/deletions/new?account=" + account, SampleDeletion.with(typed[0], typed[1])))
                    .andExpect(status().isUnprocessableEntity())
                    .andExpect(content().string(containsString("choose that person first")));
        }
        Map<String, Object> adaAsWritten = adas();
        adaAsWritten.put("legalLastName", "\u00c0bel, Jr.");
        adaAsWritten.put("employer", "SAINT PETER\u2019S HEALTH");
        http.perform(confirmed(form("/deletions/new?account=" + ada, adaAsWritten)))
                .andExpect(status().isSeeOther());
        assertThat(jdbc.sql("select account from access_deletion")
                        .query(String.class)
                        .list())
                .containsExactly(ada);
        acting.is(STRANGER);
        http.perform(form("/deletions/new?account=" + account, SampleDeletion.with()))
                .andExpect(status().isNotFound());
    }

    private static Map<String, Object> adas() {
        return SampleDeletion.with(
                "legalFirstName", "Ada", "legalLastName", "Abel", "emailAddress", "ada.abel@sphealth.org");
    }

    @Test
    void namesThePersonBeforeAnythingEnds() throws Exception {
        register.change(account, facts -> facts.withEmailAddress("nancy.new@sphealth.org"), Cause.note("test"));
        Document check = page(form(
                "/deletions/new?account=" + account,
                SampleDeletion.with("emailAddress", "nancy.new@sphealth.org", "lastDay", "2027-02-26")));

        assertThat(check.select("h1").text()).isEqualTo("End the access of Nancy Nurse?");
        assertThat(check.select("main dd").eachText())
                .containsExactly(
                        "Nancy Nurse",
                        "nnurse",
                        "St. Peters Health",
                        "SPH Broadway",
                        "nancy.new@sphealth.org",
                        "Left employment",
                        "Friday, 02-26-2027");
        assertThat(check.select("main form")).hasSize(1);
        assertThat(check.select("main form button").eachAttr("name")).containsExactly("confirm", "change");
        assertThat(count()).isZero();
    }

    @Test
    void keepsWhatWasTypedWhenSomethingIsChangedAfterTheCheck() throws Exception {
        Document back = page(form(SampleDeletion.with("lastDay", "2027-02-26", "change", "true")));

        assertThat(back.getElementById("legalLastName").val()).isEqualTo("Nurse");
        assertThat(back.select("#lastDay input").eachAttr("value")).containsExactly("02", "26", "2027");
        assertThat(count()).isZero();
    }

    /** Between the check page and its button the register learned something: it is asked again. */
    @Test
    void asksAgainIfAnotherAccountIsMeantByThen() throws Exception {
        MockHttpServletRequestBuilder confirm = confirmed(form(SampleDeletion.with()));
        register.change(account, facts -> facts.withSupervisor("Other", STRANGER), Cause.note("test"));

        assertThat(page(confirm).select("h1").text()).isEqualTo("End the access of Nancy Nurse?");
        assertThat(count()).isZero();
        assertThat(page(form(SampleDeletion.with("confirm", "true"))).select("main form button[name=confirm]"))
                .as("not the first thing that somebody sends")
                .hasSize(1);
    }

    /** About the people of others the check page says what was typed, and no word of the register. */
    @Test
    void tellsStrangersNothingOnTheCheckPage() throws Exception {
        acting.is(STRANGER);
        Document check = page(form(SampleDeletion.with("username", "nnurse", "legalFirstName", "Bella")));

        assertThat(check.select("main").text())
                .contains("Bella Nurse", "registry staff")
                .doesNotContain("Nancy");
        assertThat(check.select("input[name=asked]").val()).isEqualTo("unknown");
        assertThat(check.html()).doesNotContain(account);
    }

    @Test
    void isOneDeletionHoweverOftenTheButtonIsPressed() throws Exception {
        MockHttpServletRequestBuilder confirm = confirmed(form(SampleDeletion.with()));
        String page = http.perform(confirm).andReturn().getResponse().getRedirectedUrl();

        http.perform(confirm).andExpect(redirectedUrl(page));
        http.perform(form(SampleDeletion.with())).andExpect(redirectedUrl(page));
        assertThat(count()).isOne();
    }

    /** Case: a deletion for a day in three months; what is requested meanwhile is beside it, contradictions asked. */
    @Test
    void showsWhatIsRequestedMeanwhileAndAsksAboutContradictions() throws Exception {
        String deletion = submitted("lastDay", "2027-02-26");
        assertThat(page("/people").select(".status-more").text()).contains("(last day 02-26-2027)");
        assertThat(page("/people").select(".row-actions a").eachAttr("href"))
                .contains("/requests/new?type=PERMISSIONS_CHANGE&account=" + account);

        String meanwhile = http.perform(form("/requests/new", office.shortForm(account)))
                .andExpect(status().isSeeOther())
                .andReturn()
                .getResponse()
                .getRedirectedUrl();
        assertThat(page(deletion).select(".panel li a").eachAttr("href")).contains(meanwhile);
        assertThat(page(meanwhile).select(".note a").eachAttr("href")).contains(deletion);
        assertThat(page(meanwhile).select(".note").text()).contains("Last day: 02-26-2027");
        office.withdraw(meanwhile.substring("/requests/".length()));

        Map<String, Object> later = office.shortForm(account, "endDate", "2027-02-27");
        Document check = page(form("/requests/new", later));
        assertThat(check.select(".note").text()).contains("ends this access on 02-26-2027", "names a later end date");
        assertThat(check.select("main form")).hasSize(1);
        assertThat(check.select("main form button").eachAttr("name")).containsExactly("confirm", "change");
        later.put("change", "true");
        assertThat(page(form("/requests/new", later)).select("#endDate input").eachAttr("value"))
                .containsExactly("02", "27", "2027");
        assertThat(page(form("/requests/new", office.shortForm(account, "startDate", "2027-02-27")))
                        .select(".note")
                        .text())
                .contains("starts after that day");
        http.perform(form("/requests/new", office.shortForm(account, "endDate", "2027-02-26", "confirm", "true")))
                .andExpect(status().isSeeOther());
    }

    @Test
    void takesTheRequestThatSomebodyConfirmed() throws Exception {
        submitted("lastDay", "2027-02-26");
        MockHttpServletRequestBuilder confirm =
                confirmed(form("/requests/new", office.shortForm(account, "endDate", "2027-02-27")));

        http.perform(confirm).andExpect(status().isSeeOther());
    }

    private long count() {
        return jdbc.sql("select count(*) from access_deletion")
                .query(Long.class)
                .single();
    }

    @Test
    void sortsPeopleByBothNamesAndSaysThatAnAccessHasEnded() throws Exception {
        register.open(SampleAccount.facts("znurse", "Zoe", "Nurse", "zoe@sphealth.org"), Cause.note("test"));
        register.open(SampleAccount.facts("anurse", "ada", "Nurse", "ada@sphealth.org"), Cause.note("test"));

        assertThat(page("/deletions/new").select("select#account option").eachText())
                .containsExactly(
                        "Choose…",
                        "Nurse, ada (SPH Broadway)",
                        "Nurse, Nancy (SPH Broadway)",
                        "Nurse, Zoe (SPH Broadway)");
        assertThat(page("/deletions/new?account=" + account).select(".note.is-problem"))
                .isEmpty();
        register.inactivate(account, InactivationReason.INACTIVITY, Cause.note("test"));
        assertThat(page("/deletions/new?account=" + account)
                        .select(".note.is-problem")
                        .text())
                .contains("has already ended");
    }

    @Test
    void speaksToTheRequesterAndLeavesOutWhatSaysNothing() throws Exception {
        String own = submitted("lastDay", "2026-12-01");
        assertThat(page(own).select(".timeline h3").eachText())
                .containsExactly("Access deletion submitted", "Waiting for the last day, 12-01-2026");
        register.open(SampleAccount.facts("ztwo", "Zoe", "Two", "zoe@sphealth.org"), Cause.note("test"));
        acting.is(STRANGER);
        String foreign = submitted("emailAddress", "zoe@sphealth.org");
        assertThat(page(foreign).select(".turn-what").text())
                .startsWith("You are not known as the authorizing official");
        acting.is(Office.REGISTRY, Role.REGISTRY_STAFF);
        assertThat(page(foreign).select(".turn-what").text()).startsWith("The requester is not known");
    }

    @Test
    void leadsToTheSameDeletionWhenTheButtonIsPressedTwiceAndLinksToItOtherwise() throws Exception {
        String page = submitted();

        http.perform(form(SampleDeletion.with())).andExpect(redirectedUrl(page));
        http.perform(form(SampleDeletion.with("lastDay", "2026-12-01")))
                .andExpect(status().isUnprocessableEntity())
                .andExpect(content().string(containsString("href=\"" + page + "\"")));
        acting.is(STRANGER);
        http.perform(form(SampleDeletion.with()))
                .andExpect(status().isUnprocessableEntity())
                .andExpect(content().string(not(containsString("href=\"" + page + "\""))));
    }

    @Test
    void isForTheRequesterAndStaffOnly() throws Exception {
        String page = submitted();

        for (String other : new String[] {STRANGER, Office.USER}) {
            acting.is(other);
            http.perform(get(page)).andExpect(status().isNotFound());
            http.perform(post(page + "/withdraw").with(csrf())).andExpect(status().isNotFound());
        }
        http.perform(get("/deletions/REQ9999999")).andExpect(status().isNotFound());
        for (Role role : new Role[] {Role.HELP_DESK, Role.REGISTRY_STAFF}) {
            acting.is("staff@mt.gov", role);
            http.perform(get(page))
                    .andExpect(status().isOk())
                    .andExpect(content().string(not(containsString("/withdraw"))));
            http.perform(post(page + "/withdraw").with(csrf())).andExpect(status().isNotFound());
        }
        assertThat(jdbc.sql("select count(*) from audit_event where action = 'DELETION_VIEWED' and case_number = ?")
                        .param(page.substring("/deletions/".length()))
                        .query(Long.class)
                        .single())
                .isEqualTo(2);
    }

    /** Somebody who is not responsible learns from the page no name that they did not type. */
    @Test
    void callsThePersonAsTheRegisterDoesToThoseWhoMayKnow() throws Exception {
        acting.is(STRANGER);
        String page = submitted("username", "nnurse", "legalFirstName", "Bella", "emailAddress", "bella@other.example");

        assertThat(page(page).select(".lead").text()).isEqualTo("Bella Nurse, SPH Broadway");
        assertThat(page(page).text()).doesNotContain("Nancy", account);
        acting.is(Office.REGISTRY, Role.REGISTRY_STAFF);
        assertThat(page(page).select(".lead").text()).isEqualTo("Nancy Nurse, SPH Broadway");
        assertThat(page(page).select("a[href=/staff/accounts/" + account + "]")).hasSize(1);
    }

    @Test
    void isListedWithTheRequestsAndFoundUnderTheirAddress() throws Exception {
        String page = submitted();
        String number = page.substring("/deletions/".length());

        http.perform(get("/requests")).andExpect(content().string(containsString("href=\"" + page + "\"")));
        http.perform(get("/requests/" + number)).andExpect(redirectedUrl(page));
        acting.is(Office.HELP_DESK, Role.HELP_DESK);
        http.perform(get("/requests")).andExpect(content().string(containsString("href=\"" + page + "\"")));
        http.perform(get("/requests").param("find", number.toLowerCase())).andExpect(redirectedUrl(page));
        acting.is(Office.USER);
        http.perform(get("/requests")).andExpect(content().string(not(containsString(page))));
        http.perform(get("/requests/" + number)).andExpect(status().isNotFound());
    }

    @Test
    void withdrawsByTheButtonUntilItIsTooLate() throws Exception {
        String page = submitted("lastDay", "2026-12-01");
        http.perform(get(page)).andExpect(content().string(containsString("On Tuesday, 12-01-2026")));

        http.perform(post(page + "/withdraw").with(csrf()))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("name=\"confirm\"")))
                .andExpect(content().string(containsString("No one gets an email")));
        http.perform(get(page)).andExpect(content().string(containsString(page + "/withdraw")));
        http.perform(post(page + "/withdraw").param("confirm", "true").with(csrf()))
                .andExpect(flash().attribute("notice", "withdrawn"));
        http.perform(post(page + "/withdraw").with(csrf())).andExpect(flash().attribute("notice", "withdrawn"));
        http.perform(get(page))
                .andExpect(content().string(containsString("withdrew the access deletion, and the access continues")))
                .andExpect(content().string(not(containsString(page + "/withdraw"))));

        String carriedOut = submitted();
        office.inactivate(account, Map.of("outcome", "INACTIVATED"));
        acting.is(Office.SUPERVISOR);
        http.perform(post(carriedOut + "/withdraw").with(csrf())).andExpect(flash().attribute("notice", "tooLate"));
    }

    @Test
    void tellsStaffBesideTheTaskWhatWasAskedFor() throws Exception {
        String request = office.submitFor(account);
        acting.is(STRANGER);
        String number = submitted("emailAddress", SampleAccount.USER).substring("/deletions/".length());
        acting.is(Office.REGISTRY, Role.REGISTRY_STAFF);

        http.perform(get("/staff/deletions/" + number + "/summary.json")
                        .with(user("r").roles("REGISTRY_STAFF")))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.requestNumber").value(number))
                .andExpect(jsonPath("$.name").value("Nancy Nurse"))
                .andExpect(jsonPath("$.reasonLabel").value("Left employment"))
                .andExpect(jsonPath("$.lastDay").value("2026-11-23"))
                .andExpect(jsonPath("$.supervisorAddress").value(STRANGER))
                .andExpect(jsonPath("$.accounts[0].username").value("nnurse"))
                .andExpect(jsonPath("$.mismatch").value(false))
                .andExpect(jsonPath("$.requests[0]")
                        .value(request + ": User Permissions Change, starts 11-23-2026, With the help desk"))
                .andExpect(jsonPath("$.accounts[0].status").value("Active"));
        http.perform(get("/staff/deletions/REQ9999999/summary.json")
                        .with(user("r").roles("REGISTRY_STAFF")))
                .andExpect(status().isNotFound());
        http.perform(get("/staff/deletions/" + number + "/summary.json")
                        .with(user("c").roles("CITIZEN")))
                .andExpect(status().isForbidden());
    }

    /** Approved in good faith or not: what is not as it was typed cannot be overlooked. */
    @Test
    void marksBesideTheTasksWhatIsNotAsItWasTyped() throws Exception {
        acting.is(STRANGER);
        String number = submitted(
                        "username", "nnurse", "legalFirstName", "Bella", "emailAddress", "bella@other.example")
                .substring("/deletions/".length());
        acting.is(Office.REGISTRY, Role.REGISTRY_STAFF);
        var summary = get("/staff/deletions/" + number + "/summary.json")
                .with(user("r").roles("REGISTRY_STAFF"));

        http.perform(summary)
                .andExpect(jsonPath("$.mismatch").value(true))
                .andExpect(jsonPath("$.decisionLabel").doesNotExist())
                .andExpect(jsonPath("$.accounts[0].accountNumber").value(account))
                .andExpect(jsonPath("$.accounts[0].emailAddress").value(Office.USER))
                .andExpect(jsonPath("$.accounts[0].locationName").value("SPH Broadway"))
                .andExpect(jsonPath("$.accounts[0].supervisorAddress").value(Office.SUPERVISOR))
                .andExpect(jsonPath("$.accounts[0].otherUsername").value(false))
                .andExpect(jsonPath("$.accounts[0].otherName").value(true))
                .andExpect(jsonPath("$.accounts[0].otherAddress").value(true));
        forms.complete(
                AccessDeletionProcess.KEY,
                number,
                AccessDeletionProcess.DECIDE_ACCESS_DELETION,
                Map.of("outcome", "APPROVED", "note", "Called the clinic."));
        http.perform(summary)
                .andExpect(jsonPath("$.decisionLabel").value("Approved by registry staff"))
                .andExpect(jsonPath("$.decidedBy").value(Office.REGISTRY))
                .andExpect(jsonPath("$.decisionNote").value("Called the clinic."))
                .andExpect(jsonPath("$.otherName").value(true))
                .andExpect(jsonPath("$.otherAddress").value(true))
                .andExpect(jsonPath("$.otherUsername").value(false));
    }

    @Test
    void marksNoNameThatIsTheSameWrittenInAnotherWay() throws Exception {
        acting.is(STRANGER);
        String number = submitted("username", "nnurse", "legalFirstName", "N\u00e1ncy", "legalLastName", "NURSE, JR.")
                .substring("/deletions/".length());
        acting.is(Office.REGISTRY, Role.REGISTRY_STAFF);

        http.perform(get("/staff/deletions/" + number + "/summary.json")
                        .with(user("r").roles("REGISTRY_STAFF")))
                .andExpect(jsonPath("$.name").value("N\u00e1ncy NURSE, JR."))
                .andExpect(jsonPath("$.accounts[0].otherName").value(false))
                .andExpect(jsonPath("$.otherName").value(false));
    }

    private String submitted(Object... changes) throws Exception {
        return http.perform(confirmed(form(SampleDeletion.with(changes))))
                .andExpect(status().isSeeOther())
                .andReturn()
                .getResponse()
                .getRedirectedUrl();
    }

    private Document page(String path) throws Exception {
        return page(get(path));
    }

    private Document page(MockHttpServletRequestBuilder request) throws Exception {
        return Jsoup.parse(http.perform(request)
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString());
    }

    /** What the button of the check page sends, after the form was sent. */
    private MockHttpServletRequestBuilder confirmed(MockHttpServletRequestBuilder form) throws Exception {
        Element check = page(form).selectFirst("main form");
        MockHttpServletRequestBuilder request = post(check.attr("action")).with(csrf());
        check.select("input[type=hidden]").forEach(input -> request.param(input.attr("name"), input.val()));
        check.select("button[name=confirm]").forEach(button -> request.param("confirm", button.val()));
        return request;
    }

    private static MockHttpServletRequestBuilder form(Map<String, Object> values) {
        return form("/deletions/new", values);
    }

    private static MockHttpServletRequestBuilder form(String action, Map<String, Object> values) {
        MockHttpServletRequestBuilder request = post(action).with(csrf());
        values.forEach((name, value) -> request.param(name, String.valueOf(value)));
        return request;
    }
}

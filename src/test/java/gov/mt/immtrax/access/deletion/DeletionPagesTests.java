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
        assertThat(filled.getElementById("legalLastName").val()).isEqualTo("Nurse");
        assertThat(filled.getElementById("username").val()).isEqualTo("nnurse");
        assertThat(filled.getElementById("employer").val()).isEqualTo("St. Peters Health");
        assertThat(filled.getElementById("supervisorName").val()).isEqualTo("Stacy Supervisor");
        assertThat(filled.select("#account option[selected]").val()).isEqualTo(account);
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
        assertThat(again.select("#account option[selected]").val()).isEqualTo(account);
        assertThat(again.select("main form[method=post]").attr("action")).isEqualTo(action);
        assertThat(again.getElementById("legalLastName").val()).isEqualTo("Nurse");
        http.perform(form(action, SampleDeletion.with())).andExpect(status().isSeeOther());
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

    private String submitted(Object... changes) throws Exception {
        return http.perform(form(SampleDeletion.with(changes)))
                .andExpect(status().isSeeOther())
                .andReturn()
                .getResponse()
                .getRedirectedUrl();
    }

    private Document page(String path) throws Exception {
        return Jsoup.parse(http.perform(get(path))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString());
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

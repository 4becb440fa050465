package gov.mt.immtrax.access.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.head;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.flash;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import gov.mt.immtrax.access.ModelTest;
import gov.mt.immtrax.access.Office;
import gov.mt.immtrax.access.account.AccessLevel;
import gov.mt.immtrax.access.account.Account;
import gov.mt.immtrax.access.account.AccountFacts;
import gov.mt.immtrax.access.account.AccountRegister;
import gov.mt.immtrax.access.account.Cause;
import gov.mt.immtrax.access.account.InactivationReason;
import gov.mt.immtrax.access.account.SampleAccount;
import gov.mt.immtrax.access.identity.ActingPerson;
import gov.mt.immtrax.access.identity.Role;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.HistoryService;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.autoconfigure.web.servlet.AutoConfigureMockMvc;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.test.context.support.WithMockUser;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

/** The pages of requests, asked for over HTTP with a real engine behind them. */
@ModelTest
@AutoConfigureMockMvc
@WithMockUser
class RequestPagesTests {

    @Autowired
    MockMvc http;

    @Autowired
    Office office;

    @Autowired
    ActingPerson acting;

    @Autowired
    AccountRegister register;

    @Autowired
    AccessRequestRepository requests;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    HistoryService history;

    @BeforeEach
    void open() {
        office.itIs("2026-11-23T10:00");
    }

    @AfterEach
    void close() throws Exception {
        office.close();
    }

    @Test
    void leadsFromTheFormToThePageOfTheRequest() throws Exception {
        acting.is(Office.SUPERVISOR);

        String page = http.perform(form("/requests/new", Office.screenshot()))
                .andExpect(status().isSeeOther())
                .andReturn()
                .getResponse()
                .getRedirectedUrl();

        assertThat(page).matches("/requests/REQ\\d{7}");
        http.perform(get(page))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("Waiting for Nancy Nurse")))
                .andExpect(content().string(containsString("Due Friday, 11-27-2026")));
    }

    @Test
    void saysThatAHeldInvitationIsWithTheHelpDeskAndNotWhy() throws Exception {
        office.fillMailbox();
        String number = office.submit();
        office.runJobs();

        acting.is(Office.SUPERVISOR);
        assertThat(page("/requests/" + number).select(".turn").text())
                .startsWith(
                        "Waiting for the help desk The help desk needs to check the email to the user before it is sent.")
                .doesNotContain("many");
        assertThat(page("/requests").select("tbody tr").text()).contains("Help desk", "5:00 PM");
        acting.is(Office.USER);
        assertThat(page("/requests/" + number).select(".turn").text())
                .startsWith("Your turn Please read and sign the user agreement.");

        office.release(number, Map.of("outcome", "DROPPED", "note", "Nobody there knows who asks"));
        acting.is(Office.SUPERVISOR);
        assertThat(page("/requests/" + number).text())
                .contains("The help desk did not send the email to the user.")
                .doesNotContain("Nobody there knows");
    }

    @Test
    void refusesWebAddressesInNames() throws Exception {
        acting.is(Office.SUPERVISOR);
        for (String name :
                List.of("Locked, see http://evil.example", "www.evil.example", "WWW.evil", "help@evil.example")) {
            http.perform(form("/requests/new", Office.screenshotWith("supervisorName", name)))
                    .andExpect(status().isUnprocessableEntity())
                    .andExpect(content().string(containsString("supervisorName-error")));
        }
        http.perform(form("/requests/new", Office.screenshotWith("employer", "See https://evil.example")))
                .andExpect(status().isUnprocessableEntity())
                .andExpect(content().string(containsString("employer-error")));
    }

    @Test
    void showsWhatIsWrongBesideTheFieldsAndKeepsWhatWasTyped() throws Exception {
        acting.is(Office.SUPERVISOR);

        http.perform(form(
                        "/requests/new",
                        Office.screenshotWith("phoneNumber", "444-1234", "justification", "Say \"<b>hello</b>\"")))
                .andExpect(status().isUnprocessableEntity())
                .andExpect(content().string(containsString("phoneNumber-error")))
                .andExpect(content().string(containsString("&lt;b&gt;hello")))
                .andExpect(content().string(not(containsString("<b>hello"))));
    }

    @Test
    void linksToTheOpenRequestOfTheSamePerson() throws Exception {
        String first = office.submit();
        acting.is(Office.SUPERVISOR);

        http.perform(form(
                        "/requests/new",
                        Office.screenshotWith("emailAddress", "Nancy.Nurse@SPHealth.org", "locationName", "SPH North")))
                .andExpect(status().isUnprocessableEntity())
                .andExpect(content().string(containsString("href=\"/requests/" + first + "\"")));
    }

    @Test
    void leadsToTheSameRequestWhenTheButtonIsPressedTwice() throws Exception {
        String first = office.submit();
        acting.is(Office.SUPERVISOR);

        http.perform(form("/requests/new", Office.screenshot())).andExpect(redirectedUrl("/requests/" + first));
        http.perform(form("/requests/new", Office.screenshotWith("emailAddress", "Nancy.Nurse@SPHealth.org")))
                .andExpect(redirectedUrl("/requests/" + first));

        acting.is("other.supervisor@example.org");
        http.perform(form("/requests/new", Office.screenshot())).andExpect(status().isSeeOther());
        assertThat(requests.openFor(Office.USER)).hasSize(2);
    }

    @Test
    void answersForSomebodyElsesRequestAsForNone() throws Exception {
        String number = office.submit();
        acting.is("other.supervisor@example.org");

        http.perform(get("/requests/" + number)).andExpect(status().isNotFound());
        http.perform(get("/requests/REQ9999999")).andExpect(status().isNotFound());
        http.perform(post("/requests/" + number + "/withdraw").with(csrf())).andExpect(status().isNotFound());
        http.perform(get("/requests/" + number + "/correct")).andExpect(status().isNotFound());
        http.perform(form("/requests/" + number + "/correct", Office.screenshot()))
                .andExpect(status().isNotFound());
    }

    @Test
    void keepsTheJustificationFromTheUser() throws Exception {
        String number = office.submit("justification", "She is the best we have.");
        acting.is(Office.USER);

        http.perform(get("/requests/" + number))
                .andExpect(status().isOk())
                .andExpect(content().string(not(containsString("She is the best"))))
                .andExpect(content().string(containsString("/agreements/" + number)));
        http.perform(post("/requests/" + number + "/withdraw").with(csrf())).andExpect(status().isNotFound());
    }

    @Test
    void withdrawsByTheButtonAndByNothingElse() throws Exception {
        String number = office.submit();
        acting.is(Office.SUPERVISOR);

        http.perform(get("/requests/" + number + "/withdraw")).andExpect(status().is4xxClientError());
        http.perform(head("/requests/" + number)).andExpect(status().isOk());
        http.perform(post("/requests/" + number + "/withdraw")).andExpect(status().is3xxRedirection());
        assertThat(office.request(number).status()).isEqualTo(RequestStatus.AWAITING_SIGNATURE);

        http.perform(post("/requests/" + number + "/withdraw").with(csrf()))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("name=\"confirm\"")))
                .andExpect(content().string(containsString("Nancy Nurse is not told")));
        assertThat(office.request(number).status()).isEqualTo(RequestStatus.AWAITING_SIGNATURE);

        http.perform(post("/requests/" + number + "/withdraw")
                        .param("confirm", "true")
                        .with(csrf()))
                .andExpect(redirectedUrl("/requests/" + number));
        assertThat(office.request(number).status()).isEqualTo(RequestStatus.WITHDRAWN);
        for (String confirm : new String[] {"confirm", "other"}) { // pressed twice
            http.perform(post("/requests/" + number + "/withdraw")
                            .param(confirm, "true")
                            .with(csrf()))
                    .andExpect(flash().attribute("notice", "withdrawn"));
        }
    }

    @Test
    void namesWhoWillBeToldOfAWithdrawal() throws Exception {
        String number = office.submit("startDate", "2026-12-07");
        office.runJobs();
        acting.is(Office.SUPERVISOR);
        String told = "Nancy Nurse (" + Office.USER + ") gets an email";
        http.perform(post("/requests/" + number + "/withdraw").with(csrf()))
                .andExpect(content().string(containsString(told)))
                .andExpect(content().string(not(containsString("task"))));

        office.sign(number);
        acting.is(Office.SUPERVISOR);
        http.perform(post("/requests/" + number + "/withdraw").with(csrf()))
                .andExpect(content().string(containsString(told)))
                .andExpect(content().string(containsString("Its task to set up the access closes")));

        office.provision(number);
        acting.is(Office.SUPERVISOR);
        http.perform(post("/requests/" + number + "/withdraw").with(csrf()))
                .andExpect(content().string(containsString("the task to inactivate the account")));
        http.perform(get("/requests/" + number))
                .andExpect(content().string(containsString("The help desk then inactivates the account")));
    }

    @Test
    void asksWhetherTheYearOfAStartDateFarAheadIsRight() throws Exception {
        acting.is(Office.SUPERVISOR);
        Map<String, Object> typed = Office.screenshotWith("startDate", "2027-05-23"); // 181 days
        http.perform(form("/requests/new", Office.screenshotWith("startDate", "2027-05-22")))
                .andExpect(status().isSeeOther());
        office.withdraw(requests.openFor(Office.USER).get(0).number());
        acting.is(Office.SUPERVISOR);

        http.perform(form("/requests/new", Office.screenshotWith("startDate", "2027-05-23", "zip", "Helena")))
                .andExpect(status().isUnprocessableEntity())
                .andExpect(content().string(containsString("Please correct one thing")));
        http.perform(form("/requests/new", typed))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("Is the year right?")))
                .andExpect(content().string(containsString("05-23-2027. That is more than 180 days ahead")))
                .andExpect(content().string(containsString("name=\"confirm\"")))
                .andExpect(content().string(containsString("value=\"SPH Broadway\"")));
        assertThat(requests.openFor(Office.USER)).isEmpty();

        http.perform(form("/requests/new", typed).param("change", "true"))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("value=\"2027\"")))
                .andExpect(content().string(not(containsString("startDateConfirmed"))));
        http.perform(form("/requests/new", typed)
                        .param("asked", "startDateConfirmed")
                        .param("confirm", "true"))
                .andExpect(status().isSeeOther());
        String number = requests.openFor(Office.USER).get(0).number();
        http.perform(form("/requests/new", typed)
                        .param("asked", "startDateConfirmed")
                        .param("confirm", "true"))
                .andExpect(redirectedUrl("/requests/" + number));
        // it is asked about once
        http.perform(form(
                        "/requests/" + number + "/correct",
                        Office.screenshotWith("startDate", "2027-05-23", "locationName", "SPH North")))
                .andExpect(redirectedUrl("/requests/" + number));
        assertThat(office.request(number).locationName()).isEqualTo("SPH North");
        http.perform(form("/requests/" + number + "/correct", Office.screenshotWith("startDate", "2027-06-23")))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("Is the year right?")));
        http.perform(form("/requests/" + number + "/correct", Office.screenshotWith("startDate", "2027-06-23"))
                        .param("asked", "startDateConfirmed")
                        .param("confirm", "true"))
                .andExpect(redirectedUrl("/requests/" + number));
        assertThat(office.request(number).startDate()).isEqualTo("2027-06-23");
    }

    @Test
    void asksASupervisorOnceWhetherTheyMeanTheirOwnAccess() throws Exception {
        acting.is(Office.SUPERVISOR);
        Map<String, Object> own = Office.screenshotWith("emailAddress", "Stacy.Supervisor@sphealth.org");
        http.perform(form("/requests/new", own))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("registry staff decide on it")))
                .andExpect(content().string(containsString("value=\"SPH Broadway\"")));
        assertThat(requests.openFor(Office.SUPERVISOR)).isEmpty();
        http.perform(form("/requests/new", own).param("change", "true"))
                .andExpect(content().string(containsString("value=\"Stacy.Supervisor@sphealth.org\"")));

        http.perform(form("/requests/new", own)
                        .param("asked", "ownAccessConfirmed")
                        .param("confirm", "true"))
                .andExpect(status().isSeeOther());
        String number = requests.openFor(Office.SUPERVISOR).get(0).number();
        http.perform(form("/requests/new", own)
                        .param("asked", "ownAccessConfirmed")
                        .param("confirm", "true"))
                .andExpect(redirectedUrl("/requests/" + number));
    }

    @Test
    void asksAboutBothTheOwnAccessAndAStartDateFarAhead() throws Exception {
        acting.is(Office.SUPERVISOR);
        Map<String, Object> both = Office.screenshotWith("emailAddress", Office.SUPERVISOR, "startDate", "2027-05-23");
        http.perform(form("/requests/new", both))
                .andExpect(content().string(containsString("registry staff decide on it")))
                .andExpect(content().string(containsString("05-23-2027. That is more than 180 days ahead")));
        http.perform(form("/requests/new", both)
                        .param("asked", "ownAccessConfirmed startDateConfirmed")
                        .param("confirm", "true"))
                .andExpect(status().isSeeOther());
    }

    @Test
    void saysThatRegistryStaffDecideFirst() throws Exception {
        register.open(
                SampleAccount.withoutSupervisor(SampleAccount.facts()), Cause.note("imported without a supervisor"));
        String number = office.submit("requestType", "PERMISSIONS_CHANGE", "hadPriorAccess", "YES");
        acting.is(Office.SUPERVISOR);
        http.perform(get("/requests/" + number))
                .andExpect(content().string(containsString("With registry staff")))
                .andExpect(content().string(containsString("Registry staff decide first")))
                .andExpect(content().string(containsString("Sent to registry staff")));
        http.perform(form(
                        "/requests/" + number + "/correct",
                        Office.screenshotWith(
                                "requestType",
                                "PERMISSIONS_CHANGE",
                                "hadPriorAccess",
                                "YES",
                                "accessLevel",
                                "RECORD_MAINTENANCE")))
                .andExpect(flash().attribute("notice", "correctedToDecide"));

        acting.is(Office.REGISTRY, Role.REGISTRY_STAFF);
        http.perform(get("/staff/requests/" + number + "/summary.json")
                        .with(user("registry").roles("REGISTRY_STAFF")))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("The register has no supervisor for the account")));
    }

    @Test
    void changesTheStartDateUntilTheCredentialsHaveGoneOut() throws Exception {
        String number = office.submit("startDate", "2026-12-07", "endDate", "2027-03-31");
        office.sign(number);
        office.provision(number);
        String page = "/requests/" + number + "/start-date";
        for (String person : new String[] {Office.SUPERVISOR, Office.HELP_DESK}) {
            be(person);
            http.perform(get("/requests/" + number))
                    .andExpect(content().string(containsString("Monday, 12-07-2026, 8:00 AM")))
                    .andExpect(content().string(containsString(page)));
            http.perform(get(page))
                    .andExpect(
                            content().string(containsString("id=\"startDateDay\" name=\"startDateDay\" value=\"07\"")));
            for (String wrong : new String[] {"", "02/30/2027", "2027-02-30", "2029-01-01", "2027-04-01", "tomorrow"}) {
                http.perform(post(page).param("startDate", wrong).with(csrf()))
                        .andExpect(status().isUnprocessableEntity())
                        .andExpect(content().string(containsString("startDate-error")));
            }
        }
        http.perform(post(page).param("startDate", "12/14/2026").with(csrf()))
                .andExpect(redirectedUrl("/requests/" + number));
        assertThat(office.request(number).startDate()).isEqualTo("2026-12-14");
        http.perform(get("/requests/" + number))
                .andExpect(content().string(containsString("Monday, 12-14-2026, 8:00 AM")))
                .andExpect(content().string(containsString("12-07-2026 \u2192 12-14-2026")));

        be(Office.USER);
        http.perform(get(page)).andExpect(status().isNotFound());
        http.perform(post(page).param("startDate", "2026-12-15").with(csrf())).andExpect(status().isNotFound());
        be("other.supervisor@example.org");
        http.perform(post(page).param("startDate", "2026-12-15").with(csrf())).andExpect(status().isNotFound());

        office.wait("2026-12-14T08:00");
        be(Office.SUPERVISOR);
        http.perform(get(page)).andExpect(redirectedUrl("/requests/" + number));
        http.perform(post(page).param("startDate", "2026-12-15").with(csrf()))
                .andExpect(flash().attribute("notice", "startedAlready"));
        assertThat(office.request(number).startDate()).isEqualTo("2026-12-14");
    }

    @Test
    void asksAboutTheYearOfAChangedStartDateToo() throws Exception {
        String number = office.submit();
        be(Office.SUPERVISOR);
        String page = "/requests/" + number + "/start-date";

        http.perform(post(page).param("startDate", "2027-11-01").with(csrf()))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("Is the year right?")))
                .andExpect(content().string(containsString("name=\"startDate\" value=\"2027-11-01\"")));
        http.perform(post(page)
                        .param("startDate", "2027-11-01")
                        .param("change", "true")
                        .with(csrf()))
                .andExpect(content().string(containsString("value=\"2027\"")));
        http.perform(post(page)
                        .param("startDate", "2027-11-01")
                        .param("asked", "startDateConfirmed")
                        .param("confirm", "true")
                        .with(csrf()))
                .andExpect(redirectedUrl("/requests/" + number));
        assertThat(office.request(number).startDate()).isEqualTo("2027-11-01");
    }

    @Test
    void correctsTheAddressOfTheUserUntilSomebodyHasSigned() throws Exception {
        String number = office.submit("emailAddress", "nancy.nurs@sphealth.org");
        String others = office.submit("emailAddress", "nora.nurse@sphealth.org");
        office.runJobs();
        String page = "/requests/" + number + "/email";
        for (String person : new String[] {Office.SUPERVISOR, Office.HELP_DESK}) {
            be(person);
            http.perform(get("/requests/" + number)).andExpect(content().string(containsString(page)));
            for (String wrong : new String[] {"", "nancy", Office.SUPERVISOR, "Nora.Nurse@sphealth.org"}) {
                http.perform(post(page).param("emailAddress", wrong).with(csrf()))
                        .andExpect(status().isUnprocessableEntity())
                        .andExpect(content().string(containsString("value=\"" + wrong + "\"")));
            }
        }
        http.perform(post(page)
                        .param("emailAddress", "Nancy.Nurse@SPHealth.org")
                        .with(csrf()))
                .andExpect(redirectedUrl("/requests/" + number));
        assertThat(office.request(number).emailAddress()).isEqualTo(Office.USER);
        office.runJobs();

        be("nancy.nurs@sphealth.org");
        http.perform(get("/agreements/" + number)).andExpect(status().isForbidden());
        http.perform(get("/requests/" + number)).andExpect(status().isNotFound());
        be(Office.USER);
        http.perform(get("/agreements/" + number)).andExpect(status().isOk());
        http.perform(get(page)).andExpect(status().isNotFound());
        be("other.supervisor@example.org");
        http.perform(post(page).param("emailAddress", "me@example.org").with(csrf()))
                .andExpect(status().isNotFound());

        office.sign(number);
        be(Office.SUPERVISOR);
        http.perform(get(page)).andExpect(redirectedUrl("/requests/" + number));
        http.perform(post(page).param("emailAddress", "nancy@sphealth.org").with(csrf()))
                .andExpect(flash().attribute("notice", "signedAlready"));
        assertThat(office.request(others).emailAddress()).isEqualTo("nora.nurse@sphealth.org");
    }

    @Test
    void saysWhyARequestHasEnded() throws Exception {
        String unsigned = office.submit("emailAddress", "nora.nurse@sphealth.org");
        String returned = office.submit();
        office.sign(returned);
        office.decide(returned, Map.of("outcome", "RETURNED", "note", "Which clinic?"));
        office.wait("2026-12-23T17:00");

        be(Office.SUPERVISOR);
        http.perform(get("/requests/" + unsigned))
                .andExpect(content().string(containsString("The user agreement was not signed in time.")));
        http.perform(get("/requests/" + returned))
                .andExpect(content().string(containsString("returned and not corrected in time")))
                .andExpect(content().string(not(containsString("not signed"))));
    }

    private void be(String person) {
        if (person.equals(Office.HELP_DESK)) {
            acting.is(person, Role.HELP_DESK);
        } else {
            acting.is(person);
        }
    }

    @Test
    void showsTheReasonAndTakesTheCorrection() throws Exception {
        String number = office.submit();
        office.sign(number);
        office.decide(number, Map.of("outcome", "RETURNED", "note", "Which clinic?"));
        acting.is(Office.SUPERVISOR);

        http.perform(get("/requests/" + number + "/correct"))
                .andExpect(content().string(containsString("Which clinic?")))
                .andExpect(content().string(containsString("value=\"SPH Broadway\"")));
        http.perform(form("/requests/" + number + "/correct", Office.screenshotWith("requestType", "CHANGE_EMPLOYER")))
                .andExpect(status().isUnprocessableEntity());
        http.perform(form("/requests/" + number + "/correct", Office.screenshotWith("locationName", "SPH North")))
                .andExpect(redirectedUrl("/requests/" + number));
        http.perform(get("/requests/" + number))
                .andExpect(content().string(containsString("SPH North")))
                .andExpect(content().string(containsString("Waiting for the help desk")));
        http.perform(form("/requests/" + number + "/correct", Office.screenshot()))
                .andExpect(redirectedUrl("/requests/" + number));
    }

    @Test
    void findsRequestsForTheHelpDeskByNumberAndByAddress() throws Exception {
        String number = office.submit();
        acting.is(Office.HELP_DESK, Role.HELP_DESK);

        http.perform(get("/requests").param("find", " " + number.toLowerCase() + " "))
                .andExpect(redirectedUrl("/requests/" + number));
        http.perform(get("/requests").param("find", "NANCY.NURSE@sphealth.org"))
                .andExpect(content().string(containsString(number)));
        http.perform(get("/requests").param("find", "<nobody>"))
                .andExpect(content().string(containsString("Nothing found for &lt;nobody&gt;.")));
        http.perform(get("/requests")).andExpect(content().string(containsString(number)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"page=abc", "state=NONSENSE"})
    void answersAPersonWhoseAddressMakesNoSenseWithAPage(String query) throws Exception {
        acting.is(Office.HELP_DESK, Role.HELP_DESK);

        http.perform(get("/staff/mails?" + query)
                        .accept(MediaType.TEXT_HTML)
                        .with(user("help").roles("HELP_DESK")))
                .andExpect(status().isBadRequest())
                .andExpect(content().string(""));
    }

    @Test
    void isCompleteAfterTheEnginesHistoryIsGone() throws Exception {
        String number = office.submit();
        office.sign(number);
        office.provision(number);
        office.runJobs();
        history.createHistoricProcessInstanceQuery()
                .finished()
                .list()
                .forEach(past -> history.deleteHistoricProcessInstance(past.getId()));
        acting.is(Office.HELP_DESK, Role.HELP_DESK);

        http.perform(get("/requests/" + number))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("Login credentials sent by email")))
                .andExpect(content().string(containsString("Access granted")));
    }

    @Test
    void tellsTheHelpDeskWhatWasAskedForWithoutTheEngine() throws Exception {
        String number = office.submit();
        office.sign(number);
        acting.is(Office.HELP_DESK, Role.HELP_DESK);

        http.perform(get("/staff/requests/" + number + "/summary.json")
                        .with(user("help").roles("HELP_DESK")))
                .andExpect(status().isOk())
                .andExpect(content().json("""
                        {"requestNumber": "%s", "name": "Nancy Nurse", "dateOfBirth": "1982-03-20",
                         "accessLevelLabel": "Read Only with Consent", "agreementSignedAt": "11-23-2026"}""".formatted(number)));
    }

    @Test
    void asksWhetherAccessIsNeededAsWellOrInstead() throws Exception {
        String account =
                register.open(SampleAccount.facts(), Cause.note("known")).number();
        acting.is(Office.SUPERVISOR);
        Map<String, Object> elsewhere =
                Office.screenshotWith("employer", "Elsewhere Clinic", "locationName", "Elsewhere East");
        String page = http.perform(form("/requests/new", elsewhere))
                .andExpect(status().isUnprocessableEntity())
                .andReturn()
                .getResponse()
                .getContentAsString();
        assertThat(Jsoup.parse(page).getElementById("otherEmployer-error").text())
                .contains("as well, or instead");
        assertThat(Jsoup.parse(page).getElementById("employer").val()).isEqualTo("Elsewhere Clinic");

        elsewhere.put("otherEmployer", "AS_WELL");
        String to = http.perform(form("/requests/new", elsewhere))
                .andExpect(status().isSeeOther())
                .andReturn()
                .getResponse()
                .getRedirectedUrl();
        http.perform(get(to)).andExpect(content().string(containsString("they need access here as well")));

        acting.is(Office.HELP_DESK, Role.HELP_DESK);
        http.perform(get("/staff" + to + "/summary.json").with(user("help").roles("HELP_DESK")))
                .andExpect(jsonPath("$.otherEmployerLabel").value(containsString("as well")))
                .andExpect(jsonPath("$.loginsElsewhere").value(contains(account, "nnurse")));
    }

    @Test
    void tellsTheHelpDeskWhichAccountIsKnownAndWhatChanges() throws Exception {
        register.open(SampleAccount.facts(), Cause.note("known"));
        String number = office.submit(
                "requestType", "PERMISSIONS_CHANGE", "hadPriorAccess", "YES", "accessLevel", "RECORD_MAINTENANCE");
        String unknown = office.submit(
                "requestType",
                "PERMISSIONS_CHANGE",
                "hadPriorAccess",
                "YES",
                "emailAddress",
                "norman.nurse@sphealth.org");
        acting.is(Office.HELP_DESK, Role.HELP_DESK);

        http.perform(get("/staff/requests/" + number + "/summary.json")
                        .with(user("help").roles("HELP_DESK")))
                .andExpect(content().json("""
                        {"accountSettled": true, "levelBeforeLabel": "Read Only with Consent",
                         "accessLevelLabel": "Record Maintenance",
                         "accounts": [{"username": "nnurse", "accessLevelLabel": "Read Only with Consent",
                           "employer": "St. Peters Health", "locationName": "SPH Broadway",
                           "supervisorName": "Stacy Supervisor", "statusLabel": "Active"}]}"""));
        http.perform(get("/staff/requests/" + unknown + "/summary.json")
                        .with(user("help").roles("HELP_DESK")))
                .andExpect(content().json("""
                        {"accountSettled": false, "levelBeforeLabel": null, "accounts": []}"""));
    }

    @Test
    void showsFromWhichLevelToWhichToThoseWhomItConcerns() throws Exception {
        Account account = register.open(SampleAccount.facts(), Cause.note("known"));
        String number = office.submit(
                "requestType", "PERMISSIONS_CHANGE", "hadPriorAccess", "YES", "accessLevel", "RECORD_MAINTENANCE");
        seesTheLevelBefore(number, true);
        office.provisionChange(number);
        seesTheLevelBefore(number, true);

        register.change(
                account.number(),
                facts -> facts.withSupervisor("Fern Former", "fern.former@example.org"),
                Cause.note("replaced"));
        seesTheLevelBefore(number, false);
    }

    @Test
    void asksOnlyWhatAKnownAccountDoesNotSay() throws Exception {
        office.sign(office.submit("phoneNumber", "406-444-9999"));
        office.provision(requests.naming(Office.USER).get(0).number());
        String account = register.ofLogin("nnurse").get(0).number();
        acting.is(Office.SUPERVISOR);

        Document page = page("/requests/new?type=PERMISSIONS_CHANGE&account=" + account);

        assertThat(page.select("h1").text()).isEqualTo("Change imMTrax permissions");
        assertThat(page.select(".settled").eachText())
                .contains("User Permissions Change", Office.USER, "St. Peters Health");
        assertThat(page.select("input[type=hidden][name=account]").val()).isEqualTo(account);
        assertThat(page.select("#accessLevel-beside").text()).isEqualTo("Now: Read Only with Consent");
        assertThat(page.select("#endDate-beside").text()).startsWith("Now: no end date");
        assertThat(page.select("#supervisorJobTitle").val()).isEqualTo("Clinic Manager");
        assertThat(page.select(".form [name]:not([type=hidden])").eachAttr("name"))
                .containsExactly(
                        "startDateMonth",
                        "startDateDay",
                        "startDateYear",
                        "endDateMonth",
                        "endDateDay",
                        "endDateYear",
                        "accessLevel",
                        "justification",
                        "supervisorName",
                        "supervisorJobTitle",
                        "authorizingOfficial");
        assertThat(page.text())
                .doesNotContain("what immunizations", "406-444-9999", "will receive an email with further");
    }

    @Test
    void staysAShortFormAfterAMistake() throws Exception {
        String account =
                register.open(SampleAccount.facts(), Cause.note("known")).number();
        register.inactivate(account, InactivationReason.INACTIVITY, Cause.note("not used"));
        Map<String, Object> values = office.shortForm(account, "requestType", "NEW_ACCESS", "justification", "");
        acting.is(Office.SUPERVISOR);

        String page = http.perform(form("/requests/new", values))
                .andExpect(status().isUnprocessableEntity())
                .andReturn()
                .getResponse()
                .getContentAsString();

        assertThat(page).contains("Reactivate imMTrax access", "needs to sign the user agreement again");
        assertThat(Jsoup.parse(page).select("input[type=hidden][name=account]").val())
                .isEqualTo(account);
        assertThat(Jsoup.parse(page).select(".field-error").eachAttr("id")).containsExactly("justification-error");
        values.put("justification", "Back from leave.");
        http.perform(form("/requests/new", values)).andExpect(status().isSeeOther());
    }

    @Test
    void correctsAShortFormAsAShortForm() throws Exception {
        String number = office.submitFor(
                register.open(SampleAccount.facts(), Cause.note("known")).number());
        office.decide(number, Map.of("outcome", "RETURNED", "note", "Why?"));
        acting.is(Office.SUPERVISOR);

        Document page = page("/requests/" + number + "/correct");

        assertThat(page.select("#dateOfBirth")).isEmpty();
        assertThat(page.select("select[name=requestType] option[selected]").eachAttr("value"))
                .containsExactly("PERMISSIONS_CHANGE");
        assertThat(page.select("#emailAddress.settled").text()).isEqualTo(Office.USER);
        http.perform(form(
                        "/requests/" + number + "/correct",
                        office.shortForm(office.request(number).account(), "justification", "Does more now.")))
                .andExpect(redirectedUrl("/requests/" + number));
    }

    @Test
    void asksTheWholeFormOnceTheTypeOfAShortFormIsChanged() throws Exception {
        String number = office.submitFor(
                register.open(SampleAccount.facts(), Cause.note("known")).number());
        office.decide(number, Map.of("outcome", "RETURNED", "note", "Another employer?"));
        acting.is(Office.SUPERVISOR);
        var values = office.shortForm(
                office.request(number).account(), "requestType", "CHANGE_EMPLOYER", "employer", "Benefis");

        Document page = Jsoup.parse(http.perform(form("/requests/" + number + "/correct", values))
                .andExpect(status().isUnprocessableEntity())
                .andReturn()
                .getResponse()
                .getContentAsString());

        assertThat(page.select(".field-error").eachAttr("id"))
                .contains("dateOfBirth-error", "phoneNumber-error", "hadPriorAccess-error")
                .doesNotContain("employer-error", "account-error");
        assertThat(page.select("#employer").attr("value")).isEqualTo("Benefis");
        http.perform(form(
                        "/requests/" + number + "/correct",
                        Office.screenshotWith(
                                "requestType", "CHANGE_EMPLOYER", "hadPriorAccess", "YES", "employer", "Benefis")))
                .andExpect(redirectedUrl("/requests/" + number))
                .andExpect(flash().attribute("notice", "correctedToSign"));
        assertThat(page("/requests/" + number).text()).contains("Waiting for Nancy Nurse", "Change Employer");
    }

    @Test
    void saysWhatASignatureBindsAndShowsTheUserWhatChanged() throws Exception {
        String number = office.submit();
        office.sign(number);
        acting.is(Office.SUPERVISOR);
        assertThat(page("/requests/" + number + "/correct").text())
                .contains("Nancy Nurse has signed the user agreement", "has to sign again");

        http.perform(form(
                        "/requests/" + number + "/correct",
                        Office.screenshotWith(
                                "employer", "Benefis", "accessLevel", "RECORD_MAINTENANCE", "hadPriorAccess", "YES")))
                .andExpect(flash().attribute("notice", "correctedToSign"));

        assertThat(page("/requests/" + number).text())
                .contains("What was signed no longer counts", "Record Maintenance", "imMTrax before? No Yes")
                .doesNotContain("RECORD_MAINTENANCE");
        acting.is(Office.USER);
        assertThat(page("/agreements/" + number).text())
                .contains("Please sign again.", "Employer: now Benefis (before: St. Peters Health)");
        assertThat(page("/agreements/" + number + "/record").text()).contains("This agreement no longer counts");
        office.sign(number);
        acting.is(Office.USER);
        assertThat(page("/agreements/" + number + "/record").text())
                .contains("Signed earlier", "Nancy N. Nurse, RN for SPH Broadway Clinic")
                .doesNotContain("This agreement no longer counts");
    }

    @Test
    void showsTheHelpDeskWhatWasSignedBesideWhatWasRequested() throws Exception {
        String number = office.submit("legalMiddleName", "Noelle");
        office.sign(number);
        acting.is(Office.HELP_DESK, Role.HELP_DESK);
        var summary = get("/staff/requests/" + number + "/summary.json")
                .with(user("h").roles("HELP_DESK"));

        http.perform(summary)
                .andExpect(jsonPath("$.legalName").value("Nancy Noelle Nurse"))
                .andExpect(jsonPath("$.signedName").value("Nancy N. Nurse, RN"))
                .andExpect(jsonPath("$.signedFacility").value("SPH Broadway Clinic"))
                .andExpect(jsonPath("$.contradictions").isEmpty());
        jdbc.sql("update user_agreement set full_legal_name = 'Bob Smith', facility_name = 'x'")
                .update();
        http.perform(summary)
                .andExpect(jsonPath("$.contradictions[0]")
                        .value("The user signed as \"Bob Smith\". The request is for Nancy Noelle Nurse."))
                .andExpect(jsonPath("$.contradictions[1]")
                        .value("The user signed for the facility \"x\". The request is for St. Peters Health, SPH"
                                + " Broadway."));
    }

    @Test
    void asksEverythingAgainOfAnAccountThatGoesToAnotherEmployer() throws Exception {
        office.sign(office.submit());
        office.provision(requests.naming(Office.USER).get(0).number());
        acting.is(Office.SUPERVISOR);

        Document page = page("/requests/new?type=CHANGE_EMPLOYER&account="
                + register.ofLogin("nnurse").get(0).number());

        assertThat(page.select("#dateOfBirth input").eachAttr("value")).containsExactly("03", "20", "1982");
        assertThat(page.select("[name=account], .settled")).isEmpty();
        assertThat(page.select("h1").text()).isEqualTo("Move an imMTrax account to your employer");
    }

    @Test
    void saysWhatHappenedInTheWordsOfTheType() throws Exception {
        register.open(SampleAccount.facts(), Cause.note("known"));
        String number = office.submit(
                "requestType", "PERMISSIONS_CHANGE", "hadPriorAccess", "YES", "accessLevel", "RECORD_MAINTENANCE");
        acting.is(Office.SUPERVISOR);
        assertThat(page("/requests/" + number).text()).contains("The help desk changes the permissions by hand.");
        office.provisionChange(number);
        office.runJobs();
        acting.is(Office.SUPERVISOR);
        assertThat(page("/requests/" + number).text())
                .contains("Change of permissions confirmed by the help desk", "Change of permissions finished")
                .doesNotContain("Access granted", "Access set up", "The access is granted");
    }

    @Test
    void tellsTheHelpDeskWhenSomebodyAsksForWhomItIsNobodyOfTheirs() throws Exception {
        register.open(
                new AccountFacts(
                        "nnurse",
                        "Nancy",
                        "Nurse",
                        Office.USER,
                        "Old Clinic",
                        "East",
                        AccessLevel.RECORD_MAINTENANCE,
                        null,
                        "Fern Former",
                        "fern.former@example.org",
                        null,
                        null,
                        null,
                        null),
                Cause.note("known"));
        String number = office.submit("requestType", "PERMISSIONS_CHANGE", "hadPriorAccess", "YES");
        acting.is(Office.HELP_DESK, Role.HELP_DESK);

        http.perform(get("/staff/requests/" + number + "/summary.json")
                        .with(user("help").roles("HELP_DESK")))
                .andExpect(content().json("""
                        {"accountSettled": false, "supervisorName": "Stacy Supervisor", "employer": "St. Peters Health",
                         "accountsOfOthers": [{"username": "nnurse", "employer": "Old Clinic", "supervisorName": "Fern Former",
                           "supervisorAddress": "fern.former@example.org"}]}"""));
    }

    @Test
    void showsTheHelpDeskFromWhomAnAccountMoves() throws Exception {
        register.open(
                SampleAccount.facts().withSupervisor("Fern Former", "fern.former@example.org"), Cause.note("known"));
        String number = office.submit("requestType", "CHANGE_EMPLOYER", "hadPriorAccess", "YES");
        acting.is(Office.HELP_DESK, Role.HELP_DESK);

        http.perform(get("/staff/requests/" + number + "/summary.json")
                        .with(user("help").roles("HELP_DESK")))
                .andExpect(content().json("""
                        {"accountSettled": true,
                         "accountsOfOthers": [{"username": "nnurse", "supervisorName": "Fern Former"}]}"""));
    }

    @Test
    void fillsInTheRegistersFactsAloneForASupervisorWhoFollowed() throws Exception {
        office.sign(office.submit("phoneNumber", "406-444-9999"));
        office.provision(requests.naming(Office.USER).get(0).number());
        Account account = register.ofLogin("nnurse").get(0);
        register.change(
                account.number(),
                facts -> facts.withSupervisor("Fern Follower", "fern@sphealth.org"),
                Cause.note("replaced"));

        acting.is("fern@sphealth.org");
        http.perform(get("/requests/new?type=CHANGE_EMPLOYER&account=" + account.number()))
                .andExpect(content().string(containsString("value=\"SPH Broadway\"")))
                .andExpect(content().string(not(containsString("1982-03-20"))))
                .andExpect(content().string(not(containsString("406-444-9999"))));
    }

    @Test
    void leadsToAFormThatSaysWhetherAnInactivatedAccessIsSignedForAgain() throws Exception {
        office.sign(office.submit());
        office.provision(requests.naming(Office.USER).get(0).number());
        office.runJobs();
        String account = register.ofLogin("nnurse").get(0).number();
        register.inactivate(account, InactivationReason.INACTIVITY, Cause.note("not used"));
        acting.is(Office.SUPERVISOR);

        String form = "/requests/new?type=NEW_ACCESS&account=" + account;
        http.perform(get("/reactivations/new?account=" + account))
                .andExpect(status().isSeeOther())
                .andExpect(redirectedUrl(form));
        http.perform(get(form)).andExpect(content().string(containsString("The signed user agreement is still valid")));
        jdbc.sql("update user_agreement set text_version = '2019-01'").update();
        http.perform(get(form)).andExpect(content().string(containsString("needs to sign the user agreement again")));
        acting.is("other.supervisor@example.org");
        http.perform(get(form)).andExpect(status().isNotFound());
    }

    @Test
    void answersForSomebodyElsesAccountAsForNone() throws Exception {
        String account =
                register.open(SampleAccount.facts(), Cause.note("known")).number();
        for (String person : new String[] {"other.supervisor@example.org", Office.USER}) {
            acting.is(person);
            http.perform(get("/requests/new?account=" + account)).andExpect(status().isNotFound());
            http.perform(get("/requests/new?account=ACC9999999")).andExpect(status().isNotFound());
        }
    }

    /** The user and the help desk always do. */
    private void seesTheLevelBefore(String number, boolean supervisorDoes) throws Exception {
        acting.is(Office.USER);
        http.perform(get("/requests/" + number)).andExpect(content().string(containsString("Access level before")));
        acting.is(Office.HELP_DESK, Role.HELP_DESK);
        http.perform(get("/requests/" + number)).andExpect(content().string(containsString("Read Only with Consent")));
        acting.is(Office.SUPERVISOR);
        http.perform(get("/requests/" + number))
                .andExpect(content()
                        .string(
                                supervisorDoes
                                        ? containsString("Access level before")
                                        : not(containsString("Read Only with Consent"))));
    }

    private Document page(String path) throws Exception {
        return Jsoup.parse(http.perform(get(path))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString());
    }

    private static MockHttpServletRequestBuilder form(String page, Map<String, Object> values) {
        MockHttpServletRequestBuilder request = post(page).with(csrf());
        values.forEach((name, value) -> request.param(name, String.valueOf(value)));
        return request;
    }
}

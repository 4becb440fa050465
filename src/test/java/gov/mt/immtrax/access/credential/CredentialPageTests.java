package gov.mt.immtrax.access.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.anonymous;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.head;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import gov.mt.immtrax.access.ModelTest;
import gov.mt.immtrax.access.Office;
import gov.mt.immtrax.access.credential.process.CredentialDeliveryProcess;
import gov.mt.immtrax.access.identity.ActingPerson;
import gov.mt.immtrax.access.identity.Role;
import java.util.Collections;
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
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.test.context.support.WithMockUser;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.MvcResult;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

/** The page that the link in the mail leads to, asked for over HTTP by whoever may come across it. */
@ModelTest
@AutoConfigureMockMvc
@WithMockUser
@TestPropertySource(properties = "immtrax.credentials.delivery=ONE_TIME_LINK")
class CredentialPageTests {

    /** Whether the clinic is in the directory has nothing to do with the password. */
    private static final String FORMS = "main form:not([action$=/facility])";

    @Autowired
    MockMvc http;

    @Autowired
    Office office;

    @Autowired
    ActingPerson acting;

    @Autowired
    PasswordLinkService links;

    @Autowired
    JdbcClient jdbc;

    private String number;
    private String page;

    @BeforeEach
    void thePasswordWaits() {
        office.itIs("2026-11-20T10:00");
        number = office.submit();
        office.sign(number);
        office.provision(number);
        office.runJobs();
        page = "/credentials/" + number;
        acting.is(Office.USER);
    }

    @AfterEach
    void close() throws Exception {
        office.close();
    }

    @Test
    void changesNothingForAScannerThatFollowsTheLink() throws Exception {
        for (int visit = 0; visit < 3; visit++) {
            assertThat(answer(head(page)).getStatus()).isEqualTo(200);
            assertThat(answer(get(page)).getContentAsString()).doesNotContain(Office.PASSWORD);
            assertThat(answer(get(page).with(anonymous())).getRedirectedUrl()).contains("/oauth2/");
            assertThat(answer(post(page).with(anonymous()).with(csrf())).getRedirectedUrl())
                    .contains("/login/expired");
        }
        assertThat(answer(post(page)).getContentAsString())
                .as("without the page's token")
                .doesNotContain(Office.PASSWORD);

        assertThat(links.find(number).orElseThrow().state()).isEqualTo(PasswordState.WAITING);
    }

    @Test
    void saysWhatItIsAboutAndUntilWhen() throws Exception {
        Document waiting = read(get(page));

        assertThat(waiting.select("main").text())
                .contains(
                        "St. Peters Health",
                        "nnurse",
                        "https://immtrax.example.gov/login",
                        "Tuesday, November 24, 2026, 5:00 PM MST");
        assertThat(waiting.select("main form[method=post] button").eachText())
                .containsExactly("Show my temporary password");
    }

    @Test
    void showsThePasswordInOneAnswerThatNobodyKeeps() throws Exception {
        MvcResult shown = http.perform(post(page).with(csrf())).andReturn();

        Document answer = Jsoup.parse(shown.getResponse().getContentAsString());
        assertThat(answer.getElementById("temporary-password").text()).isEqualTo(Office.PASSWORD);
        assertThat(answer.text()).contains("nnurse", "only now");
        assertThat(answer.select("main a[href='https://immtrax.example.gov/login']"))
                .hasSize(1);
        assertThat(shown.getResponse().getHeader("Cache-Control")).isEqualTo("no-store");
        assertThat(shown.getFlashMap().isEmpty()).isTrue();
        var session = shown.getRequest().getSession(true);
        assertThat(Collections.list(session.getAttributeNames()))
                .allSatisfy(name ->
                        assertThat(String.valueOf(session.getAttribute(name))).doesNotContain(Office.PASSWORD));
    }

    @Test
    void saysAtASecondVisitWhenItWasSeenAndWhomToCall() throws Exception {
        office.itIs("2026-11-23T16:30");
        answer(post(page).with(csrf()));
        office.itIs("2026-11-24T08:00");

        for (MockHttpServletRequestBuilder visit :
                new MockHttpServletRequestBuilder[] {get(page), post(page).with(csrf())}) {
            Document again = read(visit);
            assertThat(again.text())
                    .contains(
                            "shown on Monday, November 23, 2026, 4:30 PM MST",
                            "Did you not see it yourself?",
                            "406-444-5580")
                    .doesNotContain(Office.PASSWORD);
            assertThat(again.select("main form")).isEmpty();
        }
        answer(post(page + "/renewal").with(csrf()));
        assertThat(office.task(number, CredentialDeliveryProcess.RENEW_TEMPORARY_PASSWORD))
                .as("somebody has to be spoken to")
                .isNull();
    }

    @Test
    void letsTheUserAskForANewOneWhenItHasExpired() throws Exception {
        office.wait("2026-11-24T17:00");
        acting.is(Office.USER);
        assertThat(read(get(page)).select("main form button").eachText())
                .containsExactly("Request a new temporary password");
        assertThat(read(get(page)).text()).contains("expired on Tuesday, November 24, 2026, 5:00 PM MST");

        assertThat(answer(post(page + "/renewal").with(csrf())).getRedirectedUrl())
                .isEqualTo(page);
        answer(post(page + "/renewal").with(csrf()));

        assertThat(office.task(number, CredentialDeliveryProcess.RENEW_TEMPORARY_PASSWORD))
                .isNotNull();
        assertThat(read(get(page)).text()).contains("A new temporary password was requested on");
        assertThat(read(get(page)).select("main form")).isEmpty();
    }

    @Test
    void answersEverybodyElseAsForANumberThatDoesNotExist() throws Exception {
        for (String other : new String[] {Office.SUPERVISOR, Office.HELP_DESK, "other.supervisor@example.org"}) {
            acting.is(other, other.equals(Office.HELP_DESK) ? Role.HELP_DESK_LEAD : Role.CITIZEN);
            MockHttpServletResponse unknown = answer(get("/credentials/REQ9999999"));
            assertThat(unknown.getStatus()).isEqualTo(403);
            assertThat(unknown.getContentAsString())
                    .contains(other)
                    .doesNotContain("nnurse", "St. Peters", Office.USER);

            for (MockHttpServletRequestBuilder way : new MockHttpServletRequestBuilder[] {
                get(page), post(page).with(csrf()), post(page + "/renewal").with(csrf())
            }) {
                MockHttpServletResponse refused = answer(way);
                assertThat(refused.getStatus()).isEqualTo(403);
                assertThat(withoutToken(refused)).isEqualTo(withoutToken(unknown));
            }
        }
        assertThat(links.find(number).orElseThrow().state()).isEqualTo(PasswordState.WAITING);
        assertThat(trail("ROLE_REFUSED")).as("three ways for three people").isEqualTo(9);
    }

    @ParameterizedTest
    @ValueSource(strings = {"REQ1", "REQ01003870", "x' or '1'='1", "REQ０１００３８７"})
    void answersOddNumbersAsUnknownOnes(String odd) throws Exception {
        assertThat(answer(get("/credentials/{number}", odd)).getStatus()).isEqualTo(403);
    }

    @Test
    void hasNothingToShowBeforeThereIsAPassword() throws Exception {
        String other = office.submit("emailAddress", "second.nurse@sphealth.org");
        acting.is("second.nurse@sphealth.org");

        assertThat(read(get("/credentials/" + other)).text()).contains("There is no temporary password here.");
        assertThat(read(post("/credentials/" + other).with(csrf())).text())
                .contains("There is no temporary password here.");
    }

    @Test
    void tellsOnTheRequestsPageWhatIsWaitedFor() throws Exception {
        assertThat(read(get("/requests/" + number)).text())
                .contains("The user can see it until Tuesday, November 24, 2026, 5:00 PM MST")
                .contains("Your turn")
                .containsOnlyOnce("The access is granted.")
                .doesNotContain("Finished", Office.PASSWORD);
        assertThat(read(get("/requests/" + number)).select("a[href='" + page + "']"))
                .hasSize(1);

        acting.is(Office.SUPERVISOR);
        assertThat(read(get("/requests/" + number)).text())
                .contains("Link to the temporary password sent by email")
                .doesNotContain("The user can see it until", "nnurse", Office.PASSWORD);
        assertThat(read(get("/requests/" + number)).select("a[href='" + page + "']"))
                .isEmpty();
    }

    @Test
    void showsTheHelpDeskWhetherItWasSeenAndLetsItRenew() throws Exception {
        answer(post(page).with(csrf()));
        acting.is(Office.HELP_DESK, Role.HELP_DESK);
        Document seen = read(get("/requests/" + number));
        assertThat(seen.text())
                .contains(
                        "It was shown to the user on Friday, November 20, 2026, 10:00 AM MST",
                        "Temporary password shown to the user")
                .doesNotContain(Office.PASSWORD);
        assertThat(seen.select(FORMS + " button").eachText()).containsExactly("Request a new temporary password");

        var ask = post("/staff/requests/" + number + "/renewal")
                .with(csrf())
                .with(user("help").authorities(Role.HELP_DESK::authority));
        MvcResult asked = http.perform(ask).andReturn();
        assertThat(asked.getResponse().getStatus()).isEqualTo(303);
        assertThat(asked.getFlashMap().get("notice")).isEqualTo("renewalRequested");
        assertThat(http.perform(ask).andReturn().getFlashMap().get("notice")).isEqualTo("renewalNotNeeded");
        assertThat(office.task(number, CredentialDeliveryProcess.RENEW_TEMPORARY_PASSWORD))
                .isNotNull();
        assertThat(read(get("/requests/" + number)).select(FORMS)).isEmpty();
        assertThat(read(get("/staff/requests/" + number + "/summary.json")
                                .with(user("help").authorities(Role.HELP_DESK::authority)))
                        .text())
                .contains("\"username\":\"nnurse\"", "\"passwordSeenAt\":\"11-20-2026, 10:00 AM\"");
    }

    @Test
    void offersNothingForAnAccountThatHasEnded() throws Exception {
        answer(post(page).with(csrf()));
        jdbc.sql("update account set status = 'INACTIVATED'").update();
        assertThat(read(get(page)).select("main").text())
                .contains("Your imMTrax account is inactivated.", "There is no temporary password");
        assertThat(read(get(page)).select("main form")).isEmpty();

        acting.is(Office.HELP_DESK, Role.HELP_DESK);
        Document request = read(get("/requests/" + number));
        assertThat(request.text()).contains("The account is inactivated, so there is no password to see or to renew.");
        assertThat(request.select(FORMS)).isEmpty();
        var ask = post("/staff/requests/" + number + "/renewal")
                .with(csrf())
                .with(user("help").authorities(Role.HELP_DESK::authority));
        assertThat(http.perform(ask).andReturn().getFlashMap().get("notice")).isEqualTo("renewalOfEndedAccount");
    }

    @Test
    void letsNobodyButTheHelpDeskRenewForOthers() throws Exception {
        office.wait("2026-11-24T17:00");
        acting.is(Office.SUPERVISOR);
        for (Role role : new Role[] {Role.CITIZEN, Role.REGISTRY_STAFF, Role.OPERATIONS}) {
            assertThat(answer(post("/staff/requests/" + number + "/renewal")
                                    .with(csrf())
                                    .with(user("somebody").authorities(role::authority)))
                            .getStatus())
                    .as(role.name())
                    .isEqualTo(403);
        }
        assertThat(answer(post("/staff/requests/REQ9999999/renewal")
                                .with(csrf())
                                .with(user("help").authorities(Role.HELP_DESK::authority)))
                        .getStatus())
                .isEqualTo(404);
        assertThat(office.task(number, CredentialDeliveryProcess.RENEW_TEMPORARY_PASSWORD))
                .isNull();
    }

    @Test
    void tellsTheNextPasswordByTheSameLink() throws Exception {
        office.wait("2026-11-24T17:00");
        acting.is(Office.USER);
        answer(post(page + "/renewal").with(csrf()));
        office.renew(number, Map.of("outcome", "RENEWED", "temporaryPassword", "Larkspur?2026"));
        office.runJobs();
        acting.is(Office.USER);

        assertThat(read(get(page)).text())
                .contains("Friday, November 27, 2026, 5:00 PM MST")
                .doesNotContain("Larkspur");
        assertThat(read(post(page).with(csrf()))
                        .getElementById("temporary-password")
                        .text())
                .isEqualTo("Larkspur?2026");
        assertThat(trail("CREDENTIAL_RENEWAL_REQUESTED")).isEqualTo(1);
        assertThat(trail("CREDENTIAL_RENEWED")).isEqualTo(1);
    }

    @Test
    void isToldInTheTrailWhenThereIsNoNewOne() throws Exception {
        office.wait("2026-11-24T17:00");
        acting.is(Office.USER);
        answer(post(page + "/renewal").with(csrf()));
        office.renew(number, Map.of("outcome", "DECLINED", "note", "Call us, please."));

        assertThat(trail("CREDENTIAL_RENEWAL_DECLINED")).isEqualTo(1);
    }

    private long trail(String action) {
        return jdbc.sql("select count(*) from audit_event where case_number = ? and action = ?")
                .param(number)
                .param(action)
                .query(Long.class)
                .single();
    }

    private MockHttpServletResponse answer(MockHttpServletRequestBuilder way) throws Exception {
        return http.perform(way).andReturn().getResponse();
    }

    private Document read(MockHttpServletRequestBuilder way) throws Exception {
        MockHttpServletResponse answer = answer(way);
        assertThat(answer.getStatus()).isEqualTo(200);
        return Jsoup.parse(answer.getContentAsString());
    }

    private static String withoutToken(MockHttpServletResponse response) throws Exception {
        Document page = Jsoup.parse(response.getContentAsString());
        // it leads back to the page that was asked for
        page.select("iframe.session-notice").removeAttr("src");
        page.select("input[name=_csrf]").remove();
        return page.html();
    }
}

package gov.mt.immtrax.access.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

class LoginTests extends RunningService {

    private static final String CSRF_FIELD = "name=\"_csrf\"[^>]*value=\"([^\"]+)\"";

    @Autowired
    private StaffDirectory staff;

    @Test
    void returnsToThePageThatWasAskedFor() {
        provider().visitor("nancy.nurse@sphealth.org", "Nancy Nurse");

        Browser browser = browser();

        HttpResponse<String> page = browser.get("/agreements/REQ0100387?from=mail");

        assertThat(page.uri()).hasPath("/agreements/REQ0100387").hasQuery("from=mail");
        assertThat(browser.get("/").body()).contains("Nancy Nurse");
    }

    @Test
    void startsANewSessionAtLogin() {
        Browser browser = browser();
        browser.step("/requests");
        String before = browser.cookie("IMMTRAX_SESSION").orElseThrow();
        provider().visitor("nancy.nurse@sphealth.org", "Nancy Nurse");
        browser.get("/requests");

        assertThat(browser.cookie("IMMTRAX_SESSION")).isPresent().get().isNotEqualTo(before);
    }

    @Test
    void keepsTheSessionsCookieFromScriptsAndOtherSites() {
        assertThat(browser().step("/requests").headers().firstValue("Set-Cookie")).get().asString()
                .startsWith("IMMTRAX_SESSION=").contains("HttpOnly", "SameSite=Lax");
    }

    @Test
    void trustsTheProxyAboutTheAddressOfThePage() throws Exception {
        var request = java.net.http.HttpRequest.newBuilder(browser().step("/requests").uri())
                .header("X-Forwarded-Proto", "https").header("X-Forwarded-Host", "access.example.org").build();
        var answer = java.net.http.HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.discarding());

        assertThat(answer.headers().firstValue("Location"))
                .contains("https://access.example.org/oauth2/authorization/okta");
    }

    @Nested
    class RefusesLogins {

        @ParameterizedTest
        @ValueSource(strings = {"email", "email_verified"})
        void withoutAVerifiedMailAddress(String claim) {
            provider().visitor("help.desk.unverified@mt.gov", "Help Desk", "help-desk");
            provider().visitorWithout(claim);
            Browser browser = browser();

            HttpResponse<String> page = browser.get("/requests");

            assertThat(page.uri()).hasPath("/login/refused");
            assertThat(page.body()).contains("verify your mail address", "406-444-9500");
            assertThat(browser.step("/requests").statusCode()).isEqualTo(302);
            assertThat(staff.find("help.desk.unverified@mt.gov")).isEmpty();
        }

        @Test
        void thatWereNotAskedFor() {
            HttpResponse<String> page = browser().get("/login/oauth2/code/okta?code=made-up&state=made-up");

            assertThat(page.uri()).hasPath("/login/failed");
            assertThat(page.body()).contains("Try again", "406-444-9500");
        }
    }

    @Nested
    class KeepsStaff {

        @Test
        void byTheirGroupsAndNormalizedAddress() {
            loggedIn("Lead.Of.Desk@MT.gov", "help-desk", "help-desk-lead", "Everyone");

            assertThat(staff.find("lead.of.desk@mt.gov")).contains(new StaffMember(
                    "lead.of.desk@mt.gov", "Some Body", Set.of(Role.HELP_DESK, Role.HELP_DESK_LEAD)));
        }

        @Test
        void untilTheirGroupsAreGone() {
            loggedIn("moved.on@mt.gov", "help-desk");
            assertThat(staff.find("moved.on@mt.gov")).isPresent();

            loggedIn("moved.on@mt.gov");

            assertThat(staff.find("moved.on@mt.gov")).isEmpty();
        }
    }

    @Nested
    class LogOut {

        @Test
        void endsTheSessionHereAndAtTheProvider() {
            Browser browser = loggedIn("nancy.nurse@sphealth.org");
            Matcher token = Pattern.compile(CSRF_FIELD).matcher(browser.get("/").body());
            assertThat(token.find()).isTrue();

            HttpResponse<String> answer = browser.postForm("/logout", "_csrf=" + token.group(1));

            assertThat(answer.headers().firstValue("Location")).get().asString()
                    .startsWith(provider().issuer() + "/logout?id_token_hint=")
                    .contains("&post_logout_redirect_uri=http://localhost:");
            assertThat(browser.step("/requests").statusCode()).isEqualTo(302);
        }

        @Test
        void ofTasklistEndsTheSameSessionsAndTellsThePageWhereToGo() {
            Browser browser = loggedIn("help.desk.leaving@mt.gov", "help-desk");
            assertThat(browser.get("/camunda/app/tasklist/" + ENGINE_NAME + "/").statusCode()).isEqualTo(200);

            HttpResponse<String> answer = browser.call("POST", "/camunda/api/admin/auth/user/doors/logout", "");

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).startsWith("{\"next\":\"" + provider().issuer() + "/logout?id_token_hint=");
            assertThat(browser.step("/requests").statusCode()).isEqualTo(302);
            assertThat(browser.call("GET", "/camunda/api/engine/engine/doors/task", "").statusCode()).isEqualTo(401);
        }
    }

    @Nested
    class ManagementPort {

        @ParameterizedTest
        @ValueSource(strings = {
            "/actuator/health/readiness", "/actuator/health/liveness", "/actuator/prometheus"})
        void answersProbesWithoutLogin(String path) {
            assertThat(browser().step(management(path).toString()).statusCode()).isEqualTo(200);
        }

        @ParameterizedTest
        @ValueSource(strings = {"/actuator/env", "/actuator/heapdump", "/actuator/loggers", "/requests", "/staff"})
        void answersNothingElse(String path) {
            assertThat(browser().step(management(path).toString()).statusCode()).isNotEqualTo(200);
        }

        @ParameterizedTest
        @ValueSource(strings = {"/actuator/health/readiness", "/actuator/prometheus"})
        void isNotThePagesPort(String path) {
            assertThat(loggedIn("operations.by.web@mt.gov", "camunda-admin").get(path).statusCode()).isEqualTo(403);
        }
    }
}

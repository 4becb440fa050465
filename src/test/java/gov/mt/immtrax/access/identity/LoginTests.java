package gov.mt.immtrax.access.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

class LoginTests extends RunningService {

    @Autowired
    private StaffDirectory staff;

    @Autowired
    private JdbcClient jdbc;

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
        browser.step("/oauth2/authorization/okta");
        String before = browser.cookie("IMMTRAX_SESSION").orElseThrow();
        provider().visitor("nancy.nurse@sphealth.org", "Nancy Nurse");
        browser.get("/requests");

        assertThat(browser.cookie("IMMTRAX_SESSION")).isPresent().get().isNotEqualTo(before);
    }

    @Test
    void keepsTheSessionsCookieFromScriptsAndOtherSites() {
        assertThat(browser().step("/oauth2/authorization/okta").headers().firstValue("Set-Cookie"))
                .get()
                .asString()
                .startsWith("IMMTRAX_SESSION=")
                .contains("HttpOnly", "SameSite=Lax");
        assertThat(browser().step("/requests").headers().firstValue("Set-Cookie"))
                .get()
                .asString()
                .startsWith("IMMTRAX_PAGE=")
                .contains("HttpOnly", "SameSite=Lax");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/requests", "/staff/mails?q=a", "/camunda/app/tasklist/", "/wp-login.php", "/login/failed"
            })
    void beginsNoSessionForWhoeverLooksIn(String path) {
        int before = sessions();

        assertThat(browser().step(path).headers().allValues("Set-Cookie"))
                .noneMatch(it -> it.startsWith("IMMTRAX_SESSION="));

        assertThat(sessions()).isLessThanOrEqualTo(before);
    }

    private int sessions() {
        return jdbc.sql("select count(*) from spring_session")
                .query(Integer.class)
                .single();
    }

    @ParameterizedTest
    @ValueSource(strings = {"//evil.example.org", "https://evil.example.org/requests", "/logout", "/unknown", ""})
    void leadsToAPageOfOursWhateverTheCookieSays(String path) {
        nextVisitor("nancy.nurse@sphealth.org");
        Browser browser = browser();
        browser.setCookie(
                "IMMTRAX_PAGE", Base64.getUrlEncoder().withoutPadding().encodeToString(path.getBytes()));

        assertThat(browser.get("/oauth2/authorization/okta").uri())
                .hasHost("localhost")
                .hasPath("/");
    }

    @Test
    void knowsPeopleByTheirAddressHoweverTheProviderWritesIt() {
        loggedIn(" Mixed.Case@MT.gov ", "registry-staff");

        assertThat(staff.find("mixed.case@mt.gov")).isPresent();
        assertThat(staff.list()).extracting(StaffMember::address).doesNotContain(" Mixed.Case@MT.gov ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/token", "/userinfo"})
    @Timeout(240) // else it would wait for ever
    void givesUpOnAProviderThatNeverAnswers(String path) {
        nextVisitor("nancy.nurse@sphealth.org");
        provider().isSilentAt(path);

        assertThat(browser().get("/requests").uri()).hasPath("/login/failed");
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
            assertThat(page.body()).contains("verify your email address", "406-444-9500");
            assertThat(browser.step("/requests").statusCode()).isEqualTo(302);
            assertThat(staff.find("help.desk.unverified@mt.gov")).isEmpty();
        }

        @Test
        void whoseAddressIsNotVerified() {
            nextVisitor("help.desk.unverified@mt.gov", "help-desk");
            provider().change(FakeIdentityProvider.subject("help.desk.unverified@mt.gov"), "email_verified", false);

            assertThat(browser().get("/requests").uri()).hasPath("/login/refused");
        }

        @ParameterizedTest
        @EnumSource
        void byTokensThatAreNotMeantForThisLogin(Spoilt token) {
            nextVisitor("help.desk.spoilt@mt.gov", "help-desk");
            provider().spoils(token.claims);
            provider().signs(token.signature);
            Browser browser = browser();

            HttpResponse<String> page = browser.get("/requests");

            assertThat(page.uri()).hasPath("/login/failed");
            assertThat(browser.step("/requests").statusCode()).isEqualTo(302);
            assertThat(staff.find("help.desk.spoilt@mt.gov")).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "another"})
        void thatComeBackWithAnotherState(String state) {
            nextVisitor("help.desk.spoilt@mt.gov", "help-desk");
            Browser browser = browser();
            String authorize = location(browser.step("/oauth2/authorization/okta"));
            String back = location(browser.step(authorize)).replaceAll("state=.*", "state=" + state);

            assertThat(browser.get(back).uri()).hasPath("/login/failed");
            assertThat(browser.step("/requests").statusCode()).isEqualTo(302);
        }

        @Test
        void thatAreSentTwice() {
            nextVisitor("nancy.nurse@sphealth.org");
            Browser browser = browser();
            String back = location(browser.step(location(browser.step("/oauth2/authorization/okta"))));
            assertThat(browser.step(back).headers().firstValue("Location")).contains("/");

            assertThat(browser().get(back).uri()).hasPath("/login/failed");
        }

        @Test
        void thatWereNotAskedFor() {
            HttpResponse<String> page = browser().get("/login/oauth2/code/okta?code=made-up&state=made-up");

            assertThat(page.uri()).hasPath("/login/failed");
            assertThat(page.body()).contains("Try again", "406-444-9500");
        }
    }

    /** What may be wrong with an ID token. */
    enum Spoilt {
        OF_ANOTHER_ISSUER(claims -> claims.issuer("https://login.example.org")),
        WITHOUT_ISSUER(claims -> claims.issuer(null)),
        FOR_ANOTHER_CLIENT(claims -> claims.audience("another-client")),
        WITH_ANOTHER_NONCE(claims -> claims.claim("nonce", "another")),
        WITHOUT_NONCE(claims -> claims.claim("nonce", null)),
        OUT_OF_DATE(claims -> claims.expirationTime(Date.from(Instant.now().minusSeconds(600)))
                .issueTime(Date.from(Instant.now().minusSeconds(900)))),
        SIGNED_BY_A_STRANGER(FakeIdentityProvider.Signature.STRANGER),
        SIGNED_BY_NOBODY(FakeIdentityProvider.Signature.NOBODY);

        private final Consumer<JWTClaimsSet.Builder> claims;
        private final FakeIdentityProvider.Signature signature;

        Spoilt(Consumer<JWTClaimsSet.Builder> claims) {
            this.claims = claims;
            this.signature = FakeIdentityProvider.Signature.PROVIDER;
        }

        Spoilt(FakeIdentityProvider.Signature signature) {
            this.claims = token -> {};
            this.signature = signature;
        }
    }

    private static String location(HttpResponse<String> redirect) {
        return redirect.headers().firstValue("Location").orElseThrow();
    }

    @Nested
    class StaysAtHome {

        @ParameterizedTest
        @CsvSource({
            "Host,             evil.example.org",
            "X-Forwarded-Host, evil.example.org",
            "Forwarded,        host=evil.example.org"
        })
        void whateverHostIsClaimed(String header, String value) throws Exception {
            assertThat(rawRedirect("/requests", header, value)).isEqualTo("/oauth2/authorization/okta");
        }

        @ParameterizedTest
        @ValueSource(strings = {"/requests?continue=//evil.example.org", "/requests?x=https://evil.example.org"})
        void whateverTheQueryAsksFor(String asked) {
            nextVisitor("nancy.nurse@sphealth.org");

            assertThat(browser().get(asked).uri()).hasHost("localhost").hasPath("/requests");
        }

        @ParameterizedTest
        @ValueSource(strings = {"//evil.example.org/requests", "/%5cevil.example.org", "/\\evil.example.org"})
        void whateverThePathLooksLike(String path) throws Exception {
            assertThat(rawRedirect(path, "Accept", "text/html")).doesNotContain("evil");
        }

        @Test
        void whenAFormWasSentFromElsewhere() {
            Browser browser = browser();

            assertThat(browser.postForm("/requests/new", "").headers().firstValue("Location"))
                    .contains("/login/expired");
            assertThat(browser.get("/login/expired?from=//evil.example.org").body())
                    .doesNotContain("evil");
            assertThat(browser.get("/login/expired?from=/requests/new").body()).contains("href=\"/requests/new\"");
        }

        /** Sent by hand, since clients mend such addresses and do not let Host be set. */
        private String rawRedirect(String path, String header, String value) throws IOException {
            URI service = URI.create(page("/"));
            try (Socket socket = new Socket(service.getHost(), service.getPort())) {
                String host = header.equals("Host") ? value : "localhost:" + service.getPort();
                String more = header.equals("Host") ? "" : header + ": " + value + "\r\n";
                socket.getOutputStream()
                        .write(("GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\n" + more
                                        + "Connection: close\r\n\r\n")
                                .getBytes(StandardCharsets.US_ASCII));
                String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                return answer.lines()
                        .filter(line -> line.startsWith("Location: "))
                        .findFirst()
                        .map(line -> line.substring("Location: ".length()))
                        .orElse("");
            }
        }
    }

    @Nested
    class KeepsStaff {

        @Test
        void byTheirGroupsAndNormalizedAddress() {
            loggedIn("Lead.Of.Desk@MT.gov", "help-desk", "help-desk-lead", "Everyone");

            assertThat(staff.find("lead.of.desk@mt.gov"))
                    .contains(new StaffMember(
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

            HttpResponse<String> answer = browser.postForm("/logout", "_csrf=" + browser.csrfToken("/"));

            assertThat(answer.headers().firstValue("Location"))
                    .get()
                    .asString()
                    .startsWith(provider().issuer() + "/logout?id_token_hint=")
                    .contains("&post_logout_redirect_uri=http://localhost:");
            assertThat(browser.step("/requests").statusCode()).isEqualTo(302);
        }

        @Test
        void isNotALink() {
            Browser browser = loggedIn("nancy.nurse@sphealth.org");

            assertThat(browser.step("/logout").statusCode()).isEqualTo(404);
            assertThat(browser.step("/requests").statusCode()).isEqualTo(200);
        }

        @Test
        void ofTasklistEndsTheSameSessionsAndTellsThePageWhereToGo() {
            Browser browser = loggedIn("help.desk.leaving@mt.gov", "help-desk");
            assertThat(browser.get("/camunda/app/tasklist/" + ENGINE_NAME + "/").statusCode())
                    .isEqualTo(200);

            HttpResponse<String> answer = browser.call("POST", "/camunda/api/admin/auth/user/doors/logout", "");

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).startsWith("{\"next\":\"" + provider().issuer() + "/logout?id_token_hint=");
            assertThat(browser.step("/requests").statusCode()).isEqualTo(302);
            assertThat(browser.call("GET", "/camunda/api/engine/engine/doors/task", "")
                            .statusCode())
                    .isEqualTo(401);
        }
    }

    @Nested
    class ManagementPort {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "/actuator/health/readiness",
                    "/actuator/health/liveness",
                    "/actuator/prometheus",
                    "/actuator/sbom/application"
                })
        void answersProbesWithoutLogin(String path) {
            assertThat(browser().step(management(path).toString()).statusCode()).isEqualTo(200);
        }

        @ParameterizedTest
        @ValueSource(strings = {"/actuator/env", "/actuator/heapdump", "/actuator/loggers", "/requests", "/staff"})
        void answersNothingElse(String path) {
            assertThat(browser().step(management(path).toString()).statusCode()).isNotEqualTo(200);
        }

        @ParameterizedTest
        @ValueSource(strings = {"/actuator/health/readiness", "/actuator/prometheus", "/actuator/sbom/application"})
        void isNotThePagesPort(String path) {
            assertThat(loggedIn("operations.by.web@mt.gov", "camunda-admin")
                            .get(path)
                            .statusCode())
                    .isEqualTo(404);
        }
    }
}

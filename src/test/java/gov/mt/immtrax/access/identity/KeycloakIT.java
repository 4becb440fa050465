package gov.mt.immtrax.access.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import gov.mt.immtrax.access.compose.Keycloak;
import gov.mt.immtrax.access.demo.Demo;
import gov.mt.immtrax.access.demo.DemoVisitor;
import gov.mt.immtrax.access.demo.identity.DemoPerson;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.web.util.UriComponentsBuilder;

/** Logins at a real, independent provider, with the realm of {@code docker-compose.yml}. */
class KeycloakIT {

    private static final String PASSWORD = "of-this-test";
    private static final List<String> DOORS =
            List.of("/requests", "/staff/mails", "/camunda/app/tasklist/", "/camunda/app/cockpit/");

    private static Keycloak keycloak;
    private static Demo service;

    @BeforeAll
    static void start() {
        keycloak = Keycloak.running();
        service = Demo.start(Map.of(
                "server.port", String.valueOf(keycloak.servicePort()),
                "spring.security.oauth2.client.registration.okta.client-secret", keycloak.clientSecret(),
                "spring.security.oauth2.client.provider.okta.issuer-uri", keycloak.issuer(),
                "immtrax.identity.discovery-uri", keycloak.discoveryUri()));
    }

    @AfterAll
    static void stop() {
        service.stop();
    }

    private static String path(HttpResponse<String> page) {
        return page.uri().getPath();
    }

    /** Whether somebody has to log in before they see a page of their own. */
    private static boolean isAskedToLogIn(DemoVisitor visitor) {
        HttpResponse<String> page = visitor.get("/requests");
        return page.uri().toString().startsWith(keycloak.issuer())
                && page.body().contains("name=\"password\"");
    }

    @Nested
    class Login {

        @ParameterizedTest
        @CsvSource({
            "STACY_SUPERVISOR, /requests",
            "NANCY_NURSE, /requests",
            "OTHER_SUPERVISOR, /requests",
            "HELP_DESK, /requests /staff/mails /camunda/app/tasklist/",
            "HELP_DESK_LEAD, /requests /staff/mails /camunda/app/tasklist/",
            "REGISTRY_STAFF, /requests /staff/mails /camunda/app/tasklist/",
            "OPERATIONS, /requests /camunda/app/tasklist/ /camunda/app/cockpit/",
        })
        void opensTheDoorsOfThePersonsGroupsAndNoOthers(DemoPerson person, String open) {
            var visitor = service.visitor();
            assertThat(isAskedToLogIn(visitor)).isTrue();

            assertThat(visitor.logIn(person).uri()).hasToString(service.baseUrl() + "/requests");

            assertThat(DOORS)
                    .filteredOn(door -> visitor.get(door).statusCode() == 200)
                    .containsExactly(open.split(" "));
            assertThat(DOORS)
                    .filteredOn(door -> visitor.get(door).statusCode() == 403)
                    .hasSize(DOORS.size() - open.split(" ").length);
        }

        @Test
        void writesStaffDownByTheirGroups() {
            service.visitor().logIn(DemoPerson.HELP_DESK_LEAD);

            assertThat(service.bean(StaffDirectory.class).find("help.desk.lead@mt.gov"))
                    .contains(new StaffMember(
                            "help.desk.lead@mt.gov", "Help Desk Lead", Set.of(Role.HELP_DESK, Role.HELP_DESK_LEAD)));
        }

        @Test
        void knowsPeopleHoweverTheyTypeTheirAddress() {
            var visitor = service.visitor();

            visitor.logIn("Stacy.SUPERVISOR@SPHealth.org", DemoPerson.PASSWORD);

            assertThat(visitor.get("/").body()).contains("Stacy Supervisor");
        }

        @Test
        void knowsPeopleHoweverTheProviderWritesTheirAddress() {
            keycloak.admin().create("mixed.case", "mixed.case@mt.gov", true, PASSWORD, "registry-staff");
            service.visitor().logIn("mixed.case", PASSWORD);
            keycloak.admin().rename("mixed.case", "Mixed.Case@MT.gov");
            keycloak.admin().takesTheAddressFrom("firstName");
            try {
                assertThat(path(service.visitor().logIn("mixed.case", PASSWORD)))
                        .isEqualTo("/");
            } finally {
                keycloak.admin().takesTheAddressFrom("email");
            }

            assertThat(service.bean(StaffDirectory.class).list())
                    .filteredOn(member -> member.address().equalsIgnoreCase("mixed.case@mt.gov"))
                    .singleElement()
                    .satisfies(member -> {
                        assertThat(member.address()).isEqualTo("mixed.case@mt.gov");
                        assertThat(member.name()).as("as of the last login").isEqualTo("Mixed.Case@MT.gov Body");
                    });
        }
    }

    @Nested
    class Protocol {

        private final DemoVisitor visitor = service.visitor();
        private final URI request = URI.create(visitor.step("/oauth2/authorization/okta")
                .headers()
                .firstValue("Location")
                .orElseThrow());

        @Test
        void asksForACodeWithProofKeyStateAndNonce() {
            var asked = UriComponentsBuilder.fromUri(request)
                    .build()
                    .getQueryParams()
                    .toSingleValueMap();

            assertThat(request.toString()).startsWith(keycloak.issuer() + "/protocol/openid-connect/auth?");
            assertThat(asked).containsEntry("response_type", "code").containsEntry("code_challenge_method", "S256");
            assertThat(asked.get("code_challenge")).hasSize(43);
            assertThat(asked.get("state")).hasSizeGreaterThan(20);
            assertThat(asked.get("nonce")).hasSizeGreaterThan(20);
        }

        @Test
        void isRefusedByTheProviderWithoutAProofKey() {
            String without = UriComponentsBuilder.fromUri(request)
                    .replaceQueryParam("code_challenge")
                    .replaceQueryParam("code_challenge_method")
                    .build(true)
                    .toUriString();

            assertThat(visitor.step(without).headers().firstValue("Location"))
                    .get()
                    .asString()
                    .startsWith(service.baseUrl() + "/login/oauth2/code/okta?error=invalid_request")
                    .contains("code_challenge");
        }

        @ParameterizedTest
        @ValueSource(strings = {"code_challenge", "state", "nonce"})
        void isRefusedWhenSomebodyPutsInTheirOwn(String parameter) {
            String theirs = "0123456789012345678901234567890123456789012";
            String tampered = UriComponentsBuilder.fromUri(request)
                    .replaceQueryParam(parameter, theirs)
                    .build(true)
                    .toUriString();

            HttpResponse<String> page =
                    visitor.logIn(visitor.get(tampered), DemoPerson.HELP_DESK.address(), DemoPerson.PASSWORD);

            assertThat(page.uri()).hasToString(service.baseUrl() + "/login/failed");
            assertThat(visitor.step("/requests").statusCode()).isEqualTo(302);
        }

        @Test
        void sendsPeopleBackToThisServiceAlone() {
            String elsewhere = UriComponentsBuilder.fromUri(request)
                    .replaceQueryParam("redirect_uri", "http://localhost:1/login/oauth2/code/okta")
                    .build(true)
                    .toUriString();

            assertThat(visitor.step(elsewhere).statusCode()).isEqualTo(400);
        }

        @Test
        void hasOneIssuerForBrowsersAndForTheService() throws Exception {
            var asBrowsersSee = new ObjectMapper()
                    .readTree(visitor.getJson(keycloak.issuer() + "/.well-known/openid-configuration"));
            var asTheServiceSees = new ObjectMapper().readTree(visitor.getJson(keycloak.discoveryUri()));

            assertThat(keycloak.discoveryUri()).doesNotStartWith(keycloak.url());
            for (var document : List.of(asBrowsersSee, asTheServiceSees)) {
                assertThat(document.get("issuer").asText()).isEqualTo(keycloak.issuer());
                assertThat(document.get("authorization_endpoint").asText()).startsWith(keycloak.issuer());
                assertThat(document.get("end_session_endpoint").asText()).startsWith(keycloak.issuer());
            }
            for (var asked : List.of("token_endpoint", "jwks_uri", "userinfo_endpoint")) {
                assertThat(URI.create(asTheServiceSees.get(asked).asText()))
                        .as(asked)
                        .hasAuthority(URI.create(keycloak.discoveryUri()).getAuthority());
            }
        }
    }

    @Nested
    class ErrorResponder {

        @Test
        void ofAnAddressThatIsNotVerified() {
            keycloak.admin().create("unverified@mt.gov", "unverified@mt.gov", false, PASSWORD, "help-desk");
            var visitor = service.visitor();

            HttpResponse<String> page = visitor.logIn("unverified@mt.gov", PASSWORD);

            assertThat(page.uri()).hasToString(service.baseUrl() + "/login/refused");
            assertThat(page.body()).contains("verify your email address", "406-444-9500");
            assertThat(visitor.step("/requests").statusCode()).isEqualTo(302);
            assertThat(service.bean(StaffDirectory.class).find("unverified@mt.gov"))
                    .isEmpty();
        }

        @Test
        void ofAPersonWithoutAddress() {
            keycloak.admin().asksNobodyForTheirProfile();
            keycloak.admin().create("no.address", null, true, PASSWORD);
            var visitor = service.visitor();

            HttpResponse<String> page = visitor.logIn("no.address", PASSWORD);

            assertThat(page.uri()).hasToString(service.baseUrl() + "/login/refused");
            assertThat(visitor.step("/requests").statusCode()).isEqualTo(302);
        }

        @Test
        void ofAWrongPassword() {
            var visitor = service.visitor();

            HttpResponse<String> page = visitor.logIn(DemoPerson.OTHER_SUPERVISOR.address(), "wrong");

            assertThat(page.uri().toString()).startsWith(keycloak.issuer());
            assertThat(page.body()).contains("Invalid username or password");
            assertThat(isAskedToLogIn(visitor)).isTrue();
        }

        @Test
        void ofSomebodyWhoTriesPasswords() {
            keycloak.admin().create("attacked@mt.gov", "attacked@mt.gov", true, PASSWORD);
            var visitor = service.visitor();
            HttpResponse<String> page = visitor.logIn("attacked@mt.gov", "guess");
            for (int guess = 2; guess <= 5; guess++) {
                page = visitor.logIn(page, "attacked@mt.gov", "guess");
            }

            page = visitor.logIn(page, "attacked@mt.gov", PASSWORD);

            assertThat(page.uri().toString()).as("the right one comes too late").startsWith(keycloak.issuer());
            assertThat(isAskedToLogIn(visitor)).isTrue();
        }
    }

    @Nested
    class Staff {

        private final DemoVisitor visitor = service.visitor();

        private void logIn(String address) {
            keycloak.admin().create(address, address, true, PASSWORD, "help-desk");
            visitor.logIn(address, PASSWORD);
            assertThat(visitor.get("/staff/mails").statusCode()).isEqualTo(200);
        }

        @AfterEach
        void itIsNow() {
            ClockUtil.reset();
        }

        @Test
        void loseTheirRoleAtTheNextRecheckAfterTheirGroup() {
            logIn("moved.on@mt.gov");
            keycloak.admin().removeFromGroup("moved.on@mt.gov", "help-desk");
            assertThat(visitor.get("/staff/mails").statusCode())
                    .as("not asked again yet")
                    .isEqualTo(200);

            ClockUtil.offset(Duration.ofMinutes(16).toMillis());

            assertThat(visitor.get("/staff/mails").statusCode()).isEqualTo(403);
            assertThat(visitor.get("/requests").uri())
                    .as("still logged in")
                    .hasToString(service.baseUrl() + "/requests");
            assertThat(service.bean(StaffDirectory.class).find("moved.on@mt.gov"))
                    .isEmpty();
        }

        @Test
        void keepTheirRoleOverRechecksWhileTheyAreInTheGroup() {
            logIn("staying@mt.gov");

            for (int minutes = 16; minutes <= 64; minutes += 16) {
                ClockUtil.offset(Duration.ofMinutes(minutes).toMillis());
                assertThat(visitor.get("/staff/mails").statusCode()).isEqualTo(200);
            }
        }

        /** The provider tells this service by itself, in the background: long before the next recheck. */
        @Test
        void areLoggedOutAtOnceWhenTheProviderLogsThemOut() {
            logIn("leaving@mt.gov");

            keycloak.admin().logOut("leaving@mt.gov");

            assertThat(visitor.step("/staff/mails").statusCode()).isEqualTo(302);
            assertThat(isAskedToLogIn(visitor)).isTrue();
        }
    }

    @Nested
    class LogOut {

        @Test
        void endsTheSessionOfTheProviderToo() {
            var visitor = service.visitor();
            visitor.logIn(DemoPerson.NANCY_NURSE);
            assertThat(path(visitor.get("/requests"))).isEqualTo("/requests");

            HttpResponse<String> page = visitor.post("/logout", Map.of());

            assertThat(page.uri()).hasToString(service.baseUrl() + "/");
            assertThat(isAskedToLogIn(visitor)).isTrue();
        }

        @Test
        void isNeededSinceTheProviderRemembersPeople() {
            var visitor = service.visitor();
            visitor.logIn(DemoPerson.NANCY_NURSE);

            visitor.forget("IMMTRAX_SESSION");

            assertThat(isAskedToLogIn(visitor)).isFalse();
        }
    }
}

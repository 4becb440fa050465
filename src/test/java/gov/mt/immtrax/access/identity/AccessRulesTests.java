package gov.mt.immtrax.access.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.oidcLogin;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.request;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import gov.mt.immtrax.access.TestClock;
import gov.mt.immtrax.access.TestSettings;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;
import org.hamcrest.Matchers;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.autoconfigure.web.servlet.AutoConfigureMockMvc;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpMethod;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

@SpringBootTest
@AutoConfigureMockMvc
@TestSettings
@Import(TestClock.class)
class AccessRulesTests {

    private static final String LOGIN = "/oauth2/authorization/okta";

    @Autowired
    private MockMvc browser;

    @Autowired
    private SavedRequestCookie savedRequestCookie;

    /** Columns: who may come in, of ANYBODY, LOGGED_IN, NOBODY or a list of roles. */
    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            GET  | /                                                     | ANYBODY
            GET  | /theme.css                                            | ANYBODY
            GET  | /favicon.ico                                          | ANYBODY
            GET  | /favicon.svg                                          | ANYBODY
            GET  | /webjars/bootstrap/css/bootstrap.min.css              | ANYBODY
            GET  | /login/refused                                        | ANYBODY
            GET  | /login/failed                                         | ANYBODY
            GET  | /login/expired                                        | ANYBODY
            GET  | /session/notice                                        | ANYBODY
            GET  | /session/stay                                         | ANYBODY
            GET  | /requests                                             | LOGGED_IN
            GET  | /requests/new                                         | LOGGED_IN
            POST | /requests/new                                         | LOGGED_IN
            GET  | /requests/REQ0100387                                  | LOGGED_IN
            GET  | /agreements/REQ0100387                                | LOGGED_IN
            GET  | /people                                               | LOGGED_IN
            GET  | /deletions/new                                        | LOGGED_IN
            GET  | /staff                                                | HELP_DESK HELP_DESK_LEAD REGISTRY_STAFF
            GET  | /staff/mails                                          | HELP_DESK HELP_DESK_LEAD REGISTRY_STAFF
            GET  | /staff/audit                                          | REGISTRY_STAFF
            GET  | /staff/audit/events.csv                               | REGISTRY_STAFF
            GET  | /staff/requests/REQ0100387/summary.json               | HELP_DESK HELP_DESK_LEAD REGISTRY_STAFF
            GET  | /camunda/app/tasklist/                                | HELP_DESK HELP_DESK_LEAD REGISTRY_STAFF OPERATIONS
            GET  | /camunda/app/tasklist/default/                        | HELP_DESK HELP_DESK_LEAD REGISTRY_STAFF OPERATIONS
            GET  | /camunda/app/tasklist/scripts/config.js               | HELP_DESK HELP_DESK_LEAD REGISTRY_STAFF OPERATIONS
            GET  | /camunda/api/tasklist/plugin/tasklistPlugins/static/x | HELP_DESK HELP_DESK_LEAD REGISTRY_STAFF OPERATIONS
            GET  | /camunda/lib/deps.js                                  | HELP_DESK HELP_DESK_LEAD REGISTRY_STAFF OPERATIONS
            GET  | /camunda/api/engine/engine/default/task               | HELP_DESK HELP_DESK_LEAD REGISTRY_STAFF OPERATIONS
            POST | /camunda/api/engine/engine/default/task               | HELP_DESK HELP_DESK_LEAD REGISTRY_STAFF OPERATIONS
            POST | /camunda/api/engine/engine/default/task/1/complete    | HELP_DESK HELP_DESK_LEAD REGISTRY_STAFF OPERATIONS
            GET  | /camunda/api/admin/auth/user/default                  | HELP_DESK HELP_DESK_LEAD REGISTRY_STAFF OPERATIONS
            GET  | /camunda/app/cockpit/default/                         | OPERATIONS
            GET  | /camunda/api/cockpit/plugin/base/default/incident     | OPERATIONS
            GET  | /camunda                                              | NOBODY
            GET  | /camunda/                                             | NOBODY
            GET  | /camunda/app/                                         | NOBODY
            GET  | /camunda/app/welcome/default/                         | NOBODY
            GET  | /camunda/api/welcome/plugin/x/default/y               | NOBODY
            GET  | /camunda/app/admin/default/                           | NOBODY
            GET  | /camunda/app/admin/default/setup/                     | NOBODY
            POST | /camunda/api/admin/setup/default/user/create          | NOBODY
            POST | /camunda/api/admin/auth/user/default/login/cockpit    | NOBODY
            POST | /camunda/api/admin/auth/user/default/login/tasklist   | NOBODY
            POST | /camunda/api/admin/auth/user/default                  | NOBODY
            GET  | /camunda/api/admin/plugin/adminPlugins/static/x       | NOBODY
            GET  | /camunda/api/admin/plugin/x/default/y                 | NOBODY
            GET  | /engine-rest/engine                                   | NOBODY
            GET  | /actuator/health                                      | NOBODY
            GET  | /actuator/env                                         | NOBODY
            GET  | /h2-console                                           | NOBODY
            GET  | /whatever                                             | NOBODY
            """)
    void opensEachDoorToThoseWhoMayComeIn(String method, String path, String who) throws Exception {
        Set<Role> allowed = allowed(who);
        for (Role role : Role.values()) {
            assertThat(isOpen(method, path, login(role)))
                    .as("%s %s for %s", method, path, role)
                    .isEqualTo(allowed.contains(role));
        }
        assertThat(isOpen(method, path, nobody -> nobody))
                .as("%s %s for nobody", method, path)
                .isEqualTo(who.equals("ANYBODY"));
    }

    private static Set<Role> allowed(String who) {
        return switch (who) {
            case "ANYBODY", "LOGGED_IN" -> EnumSet.allOf(Role.class);
            case "NOBODY" -> EnumSet.noneOf(Role.class);
            default ->
                EnumSet.copyOf(Arrays.stream(who.split(" ")).map(Role::valueOf).toList());
        };
    }

    /** Open means that the call got past the doors, to a page or to nothing. */
    private boolean isOpen(String method, String path, RequestPostProcessor login) throws Exception {
        var result = browser.perform(
                        request(HttpMethod.valueOf(method), path).with(login).with(csrf()))
                .andReturn();
        // past our doors, but the engine's own filter asks the directory, in which this test's people are not
        boolean byEngine =
                result.getResponse().getStatus() == 401 && result.getRequest().getUserPrincipal() != null;
        return byEngine || result.getHandler() != null;
    }

    static RequestPostProcessor login(Role... roles) {
        String[] authorities = Stream.concat(Stream.of(Role.CITIZEN), Stream.of(roles))
                .map(Role::authority)
                .distinct()
                .toArray(String[]::new);
        GrantedAuthority[] granted =
                AuthorityUtils.createAuthorityList(authorities).toArray(GrantedAuthority[]::new);
        return oidcLogin()
                .idToken(
                        token -> token.claim("email", "some.body@example.org").claim("iss", "https://identity.invalid"))
                .authorities(granted);
    }

    @Nested
    class WithoutLogin {

        @Test
        void leadsPagesToTheLoginAndRemembersThePage() throws Exception {
            MockHttpServletResponse answer = browser.perform(get("/agreements/REQ0100387"))
                    .andExpect(status().isFound())
                    .andExpect(redirectedUrl(LOGIN))
                    .andReturn()
                    .getResponse();

            var request = new MockHttpServletRequest();
            request.setCookies(answer.getCookie(SavedRequestCookie.NAME));
            assertThat(savedRequestCookie.path(request)).contains("/agreements/REQ0100387");
            assertThat(answer.getCookie(SessionCookie.NAME)).isNull();
        }

        @Test
        void answersTheEnginesRestByStatus() throws Exception {
            browser.perform(get("/camunda/api/engine/engine/default/task")).andExpect(status().isUnauthorized());
        }

        @Test
        void asksTheProviderForACodeWithProofKey() throws Exception {
            browser.perform(get("/oauth2/authorization/okta"))
                    .andExpect(status().isFound())
                    .andExpect(header().string(
                                    "Location",
                                    Matchers.allOf(
                                            Matchers.startsWith(
                                                    "http://identity.invalid/authorize?response_type=code&"),
                                            Matchers.containsString("code_challenge_method=S256"),
                                            Matchers.containsString("scope=openid%20profile%20email%20groups"))));
        }
    }

    @Nested
    class Forms {

        @Test
        void leadToAPlainPageWhenTheirSessionHasEnded() throws Exception {
            browser.perform(post("/requests/new")).andExpect(redirectedUrl("/login/expired"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"/requests/new", "/logout", "/staff/mails", "/camunda/app/tasklist/default/"})
        void areRefusedWithoutTheirToken(String path) throws Exception {
            browser.perform(post(path).with(login(Role.HELP_DESK))).andExpect(redirectedUrl("/login/expired"));
        }
    }

    @Nested
    class Headers {

        @Test
        void keepPagesOutOfFramesAndCaches() throws Exception {
            browser.perform(get("/login/failed"))
                    .andExpect(header().string(
                                    "Content-Security-Policy",
                                    "default-src 'self'; img-src 'self' data:; "
                                            + "object-src 'none'; base-uri 'self'; frame-ancestors 'none'; "
                                            + "form-action 'self' http://identity.invalid"))
                    .andExpect(header().string("X-Frame-Options", "DENY"))
                    .andExpect(header().string("X-Content-Type-Options", "nosniff"))
                    .andExpect(header().string("Referrer-Policy", "same-origin"))
                    .andExpect(header().string("Cache-Control", Matchers.containsString("no-store")));
        }

        @Test
        void letTheStripAboutTheSessionIntoOurOwnPagesAlone() throws Exception {
            browser.perform(get("/session/notice"))
                    .andExpect(header().string(
                                    "Content-Security-Policy", Matchers.containsString("frame-ancestors 'self';")))
                    .andExpect(header().string("X-Frame-Options", "SAMEORIGIN"))
                    .andExpect(header().string("Cache-Control", Matchers.containsString("no-store")));
        }

        @Test
        void letFilesBeKept() throws Exception {
            browser.perform(get("/theme.css"))
                    .andExpect(header().string("Cache-Control", Matchers.not(Matchers.containsString("no-store"))));
        }

        @Test
        void askForTlsWhereThereIsTls() throws Exception {
            browser.perform(get("/login/failed").secure(true))
                    .andExpect(header().string("Strict-Transport-Security", "max-age=31536000"));
        }
    }

    @Nested
    class LoginProblems {

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                refused | You could not be logged in
                failed  | The login did not work
                expired | Your session has ended
                """)
        void saySoPlainlyAndWhomToCall(String page, String title) throws Exception {
            browser.perform(get("/login/" + page))
                    .andExpect(status().isOk())
                    .andExpect(content()
                            .string(Matchers.allOf(
                                    Matchers.containsString("<h1>" + title + "</h1>"),
                                    Matchers.containsString("406-444-9500"))));
        }
    }
}

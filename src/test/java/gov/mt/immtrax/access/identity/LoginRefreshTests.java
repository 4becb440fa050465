package gov.mt.immtrax.access.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;

class LoginRefreshTests extends RunningService {

    private static final String DESK = "help.desk.checked@mt.gov";
    private static final String TASKS = "/camunda/api/engine/engine/" + ENGINE_NAME + "/task";
    private static final String CONTEXT = HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY;
    private static final Duration DUE = Duration.ofMinutes(16);

    @Autowired
    private StaffDirectory staff;

    @Autowired
    private LoginRefresh loginRefresh;

    @Autowired
    private ConfigurableApplicationContext context;

    private int questions;

    @BeforeEach
    void count() {
        questions = provider().questions();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void takesALostRoleAwayWithThatVeryRequest(boolean refreshTokens) {
        if (!refreshTokens) {
            provider().givesNoRefreshTokens();
        }
        Browser browser = loggedIn(DESK, "help-desk", "registry-staff");
        provider().regroup(DESK, "help-desk");
        assertThat(browser.call("GET", TASKS, "").statusCode())
                .as("not asked yet")
                .isEqualTo(200);
        int before = provider().questions();

        itIsLater(DUE);

        assertThat(browser.step("/staff/audit").statusCode()).isEqualTo(403);
        assertThat(browser.step("/staff/mails").statusCode()).isEqualTo(200);
        assertThat(staff.find(DESK)).map(StaffMember::roles).contains(Set.of(Role.HELP_DESK));
        assertThat(provider().questions()).isEqualTo(before + 1);
    }

    @Test
    void removesThoseFromTheDirectoryWhoLostEverything() {
        Browser browser = loggedIn(DESK, "help-desk");
        provider().regroup(DESK);
        itIsLater(DUE);

        assertThat(browser.step("/staff/mails").statusCode()).isEqualTo(403);
        assertThat(staff.find(DESK)).isEmpty();
        assertThat(browser.step("/requests").statusCode()).as("still a citizen").isEqualTo(200);
    }

    @Test
    void givesANewRoleToo() {
        Browser browser = loggedIn(DESK);
        provider().regroup(DESK, "help-desk");
        itIsLater(DUE);

        assertThat(browser.call("GET", TASKS, "").statusCode()).isEqualTo(200);
    }

    @Test
    void followsAChangedAddress() {
        Browser browser = loggedIn(DESK, "help-desk");
        provider().change(FakeIdentityProvider.subject(DESK), "email", "Married.Name@mt.gov");
        itIsLater(DUE);

        browser.get("/requests");

        assertThat(staff.find("married.name@mt.gov")).isPresent();
        assertThat(staff.find(DESK)).isEmpty();
    }

    @Test
    void endsTheSessionOfAnAddressThatIsNotVerifiedAnyMore() {
        Browser browser = loggedIn(DESK, "help-desk");
        provider().change(FakeIdentityProvider.subject(DESK), "email_verified", false);
        itIsLater(DUE);

        assertThat(browser.call("GET", TASKS, "").statusCode()).isEqualTo(401);
        assertThat(staff.find(DESK)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void endsTheSessionThatTheProviderRefuses(boolean refreshTokens) {
        if (!refreshTokens) {
            provider().givesNoRefreshTokens();
        }
        Browser browser = loggedIn(DESK, "help-desk");
        Browser other = loggedIn(DESK, "help-desk");
        provider().revoke(DESK);
        itIsLater(DUE);

        assertThat(browser.call("GET", TASKS, "").statusCode()).isEqualTo(401);
        assertThat(browser.step("/requests").headers().firstValue("Location")).contains("/oauth2/authorization/okta");
        assertThat(other.step("/requests").headers().firstValue("Location")).contains("/oauth2/authorization/okta");
    }

    @Test
    void leadsAFormOfAnEndedSessionToThePageThatSaysSo() {
        Browser browser = loggedIn(DESK);
        String token = browser.csrfToken("/");
        provider().revoke(DESK);
        itIsLater(DUE);

        assertThat(browser.postForm("/requests/new", "_csrf=" + token).headers().firstValue("Location"))
                .get()
                .asString()
                .startsWith("/login/expired");
    }

    @Test
    void goesOnForOneMoreIntervalWhileTheProviderIsOutOfOrder() {
        Browser browser = loggedIn(DESK, "help-desk");
        provider().isOutOfOrder(true);

        itIsLater(DUE);
        assertThat(browser.call("GET", TASKS, "").statusCode()).isEqualTo(200);
        assertThat(browser.call("GET", TASKS, "").statusCode()).isEqualTo(200);
        assertThat(provider().questions()).as("not asked with each request").isEqualTo(questions + 1);
        itIsLater(Duration.ofMinutes(31));
        assertThat(browser.call("GET", TASKS, "").statusCode()).isEqualTo(401);
    }

    @Test
    void asksAgainOnceTheProviderIsBack() {
        provider().givesNoRefreshTokens();
        Browser browser = loggedIn(DESK, "help-desk");
        provider().isOutOfOrder(true);
        itIsLater(DUE);
        assertThat(browser.call("GET", TASKS, "").statusCode()).isEqualTo(200);
        provider().isOutOfOrder(false);
        provider().regroup(DESK);

        itIsLater(DUE.plusMinutes(2));

        assertThat(browser.call("GET", TASKS, "").statusCode()).isEqualTo(403);
    }

    /** Ten requests of one page of Tasklist; the refresh token works once. */
    @Test
    void asksOnceForManyRequestsAtOnce() throws Exception {
        Browser browser = loggedIn(DESK, "help-desk");
        browser.get("/camunda/app/tasklist/" + ENGINE_NAME + "/");
        provider().isSlow();
        itIsLater(DUE);
        ExecutorService requests = Executors.newFixedThreadPool(10);
        try {
            Callable<Integer> call = () -> browser.call("GET", TASKS, "").statusCode();
            for (Future<Integer> answer : requests.invokeAll(Collections.nCopies(10, call))) {
                assertThat(answer.get()).isEqualTo(200);
            }
        } finally {
            requests.shutdownNow();
        }
        assertThat(provider().questions()).isEqualTo(questions + 1);
    }

    /**
     * Between the look at the session and the question of this node another node asks, and the refresh token is used
     * up.
     */
    @Test
    void asksOnceForTwoNodes() {
        Browser browser = loggedIn(DESK, "help-desk");
        itIsLater(DUE);
        AtomicInteger looks = new AtomicInteger();
        EncryptedSessionRepository lateSessions =
                new EncryptedSessionRepository(
                        context.getBean(JdbcIndexedSessionRepository.class),
                        context.getBean(JdbcClient.class),
                        context.getBean(SessionEncryption.class),
                        context.getBean(SessionSettings.class),
                        context.getBean(Clock.class)) {
                    @Override
                    public EncryptedSession findById(String id) {
                        EncryptedSession found = super.findById(id);
                        if (looks.incrementAndGet() == 1) {
                            loginRefresh.recheck(id);
                        }
                        return found;
                    }
                };

        assertThat(nodeWith(lateSessions).recheck(idOf(browser))).isInstanceOf(LoginRefresh.Answer.Known.class);

        assertThat(browser.call("GET", TASKS, "").statusCode()).isEqualTo(200);
        assertThat(provider().questions()).isEqualTo(questions + 1);
    }

    private LoginRefresh nodeWith(EncryptedSessionRepository sessions) {
        return new LoginRefresh(
                sessions,
                context.getBean(UserInfoClient.class),
                context.getBean(VerifiedEmailUserService.class),
                staff,
                context.getBean(SessionSettings.class),
                new SessionTurns(context.getBean(JdbcClient.class), context.getBean(Clock.class)),
                context.getBean(Clock.class),
                context);
    }

    /** As when the node is about to stop. */
    @ParameterizedTest
    @CsvSource({"16, true", "31, false"})
    void endsNoSessionBecauseNobodyCouldAsk(int minutes, boolean believed) throws Exception {
        Browser browser = loggedIn(DESK, "help-desk");
        EncryptedSession stored =
                context.getBean(EncryptedSessionRepository.class).findById(idOf(browser));
        MockHttpServletRequest request = new MockHttpServletRequest("GET", "/requests");
        MockHttpSession session = new MockHttpSession(null, stored.getId());
        stored.getAttributeNames().forEach(name -> session.setAttribute(name, stored.getAttribute(name)));
        request.setSession(session);
        SecurityContextHolder.setContext(stored.getRequiredAttribute(CONTEXT));
        itIsLater(Duration.ofMinutes(minutes));
        Thread.currentThread().interrupt();
        try {
            new LoginRefreshFilter(loginRefresh, context.getBean(SessionSettings.class), context.getBean(Clock.class))
                    .doFilter(request, new MockHttpServletResponse(), new MockFilterChain());

            assertThat(SecurityContextHolder.getContext().getAuthentication() != null)
                    .isEqualTo(believed);
        } finally {
            Thread.interrupted();
            SecurityContextHolder.clearContext();
        }
        assertThat(session.isInvalid()).isFalse();
        assertThat(context.getBean(EncryptedSessionRepository.class).peek(idOf(browser)))
                .isPresent();
    }

    /** The old refresh token is used up by then. */
    @Test
    void keepsNewTokensOfAProviderThatThenSaysNothing() {
        Browser browser = loggedIn(DESK, "help-desk");
        provider().isSilentAt("/userinfo");
        itIsLater(DUE);
        assertThat(browser.call("GET", TASKS, "").statusCode()).isEqualTo(200);
        provider().behave();

        itIsLater(DUE.plusMinutes(2));

        assertThat(browser.call("GET", TASKS, "").statusCode()).isEqualTo(200);
        assertThat(provider().questions()).isEqualTo(questions + 2);
    }

    @Test
    void refreshesAgainAfterTheNextInterval() {
        Browser browser = loggedIn(DESK, "help-desk");
        itIsLater(DUE);
        assertThat(browser.call("GET", TASKS, "").statusCode()).isEqualTo(200);
        itIsLater(DUE.multipliedBy(2));
        assertThat(browser.call("GET", TASKS, "").statusCode()).isEqualTo(200);
        assertThat(provider().questions()).isEqualTo(questions + 2);
    }
}

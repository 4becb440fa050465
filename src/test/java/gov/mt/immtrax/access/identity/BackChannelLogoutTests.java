package gov.mt.immtrax.access.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jwt.JWTClaimsSet;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.oauth2.client.oidc.authentication.logout.OidcLogoutToken;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;

class BackChannelLogoutTests extends RunningService {

    private static final String DOOR = "/logout/connect/back-channel/okta";
    private static final String CLIENT = "immtrax-access";
    private static final String DESK = "help.desk.leaving@mt.gov";
    private static final String TASKS = "/camunda/api/engine/engine/" + ENGINE_NAME + "/task";

    @Autowired
    private EncryptedSessionRepository sessions;

    @Autowired
    private ConfigurableApplicationContext context;

    @Test
    void endsAllSessionsOfThePersonAtOnceAndNobodyElses() {
        Browser office = loggedIn(DESK, "help-desk");
        Browser home = loggedIn(DESK, "help-desk");
        Browser colleague = loggedIn("help.desk.staying@mt.gov", "help-desk");

        assertThat(send(provider().logoutToken(DESK, CLIENT, claims -> {}))).isEqualTo(200);

        assertThat(office.call("GET", TASKS, "").statusCode()).isEqualTo(401);
        assertThat(home.step("/requests").statusCode()).isEqualTo(302);
        assertThat(colleague.call("GET", TASKS, "").statusCode()).isEqualTo(200);
    }

    @Test
    void endsOneSessionIfTheProviderNamesIt() {
        Browser office = loggedIn(DESK, "help-desk");
        Browser home = loggedIn(DESK, "help-desk");

        String sid = providerSession(office);
        assertThat(send(provider().logoutToken(DESK, CLIENT, claims -> claims.claim("sid", sid))))
                .isEqualTo(200);

        assertThat(office.step("/requests").statusCode()).isEqualTo(302);
        assertThat(home.step("/requests").statusCode()).isEqualTo(200);
    }

    @Test
    void needsNoNameIfTheProviderNamesTheSession() {
        Browser office = loggedIn(DESK, "help-desk");
        Browser home = loggedIn(DESK, "help-desk");

        String sid = providerSession(office);
        assertThat(send(provider()
                        .logoutToken(
                                DESK, CLIENT, claims -> claims.subject(null).claim("sid", sid))))
                .isEqualTo(200);

        assertThat(office.step("/requests").statusCode()).isEqualTo(302);
        assertThat(home.step("/requests").statusCode()).isEqualTo(200);
    }

    @Test
    void takesATokenOnce() {
        String token = provider().logoutToken(DESK, CLIENT, claims -> {});
        assertThat(send(token)).isEqualTo(200);
        Browser later = loggedIn(DESK, "help-desk");

        assertThat(send(token)).isEqualTo(400);

        assertThat(later.step("/requests").statusCode()).isEqualTo(200);
    }

    @Test
    void takesATokenAgainThatCouldNotBeFollowed() {
        Browser office = loggedIn(DESK, "help-desk");
        EncryptedSessionRepository failing =
                new EncryptedSessionRepository(
                        context.getBean(JdbcIndexedSessionRepository.class),
                        context.getBean(JdbcClient.class),
                        context.getBean(SessionEncryption.class),
                        context.getBean(SessionSettings.class),
                        context.getBean(Clock.class)) {
                    @Override
                    public void deleteById(String id) {
                        throw new QueryTimeoutException("the database is busy");
                    }
                };
        BackChannelLogout interrupted = new BackChannelLogout(
                failing, context.getBean(JdbcClient.class), context.getBean(Clock.class), context);
        OidcLogoutToken token = OidcLogoutToken.withTokenValue("token")
                .issuer(provider().issuer())
                .audience(List.of(CLIENT))
                .jti("sent-again")
                .issuedAt(Instant.now())
                .subject(FakeIdentityProvider.subject(DESK))
                .claim("events", Map.of("http://schemas.openid.net/event/backchannel-logout", Map.of()))
                .build();
        Authentication call = new TestingAuthenticationToken(token, null);
        assertThatThrownBy(() -> interrupted.logout(new MockHttpServletRequest(), new MockHttpServletResponse(), call))
                .isInstanceOf(QueryTimeoutException.class);
        MockHttpServletResponse answer = new MockHttpServletResponse();

        context.getBean(BackChannelLogout.class).logout(new MockHttpServletRequest(), answer, call);

        assertThat(answer.getStatus()).isEqualTo(200);
        assertThat(office.step("/requests").statusCode()).isEqualTo(302);
    }

    /** What may be wrong with a logout token. */
    enum Spoilt {
        OF_ANOTHER_ISSUER(claims -> claims.issuer("https://login.example.org")),
        WITHOUT_ISSUER(claims -> claims.issuer(null)),
        FOR_ANOTHER_CLIENT(claims -> claims.audience("another-client")),
        WITHOUT_AUDIENCE(claims -> claims.audience((String) null)),
        WITHOUT_EVENT(claims -> claims.claim("events", null)),
        WITH_ANOTHER_EVENT(claims -> claims.claim("events", Map.of("http://example.org/event", Map.of()))),
        WITH_NONCE(claims -> claims.claim("nonce", "of-an-id-token")),
        WITH_AN_ID_TOO_LONG_TO_KEEP(claims -> claims.jwtID("x".repeat(256))),
        WITHOUT_ID(claims -> claims.jwtID(null)),
        ABOUT_NOBODY(claims -> claims.subject(null)),
        OUT_OF_DATE(claims -> claims.expirationTime(Date.from(Instant.now().minusSeconds(600)))),
        ISSUED_LONG_AGO(claims -> claims.issueTime(Date.from(Instant.now().minusSeconds(3600)))),
        SIGNED_BY_A_STRANGER(claims -> provider().signs(FakeIdentityProvider.Signature.STRANGER)),
        SIGNED_WITH_A_KEY_THAT_CANNOT_BE_FETCHED(claims -> {
            provider().signs(FakeIdentityProvider.Signature.UNKNOWN_KEY);
            provider().isSilentAt("/keys");
        }),
        SIGNED_BY_NOBODY(claims -> provider().signs(FakeIdentityProvider.Signature.NOBODY));

        private final Consumer<JWTClaimsSet.Builder> spoiling;

        Spoilt(Consumer<JWTClaimsSet.Builder> spoiling) {
            this.spoiling = spoiling;
        }
    }

    @ParameterizedTest
    @EnumSource
    @Timeout(240) // else a silent provider would be waited for for ever
    void refusesATokenThatIsNotForThis(Spoilt token) {
        Browser desk = loggedIn(DESK, "help-desk");

        assertThat(send(provider().logoutToken(DESK, CLIENT, token.spoiling))).isEqualTo(400);

        assertThat(desk.step("/requests").statusCode()).isEqualTo(200);
    }

    @Test
    void refusesWhatIsNoToken() {
        assertThat(send("nonsense")).isEqualTo(400);
        assertThat(browser().postForm(DOOR, "").statusCode()).isEqualTo(400);
        assertThat(browser().step(DOOR).statusCode()).isNotEqualTo(200);
        assertThat(browser()
                        .postForm("/logout/connect/back-channel/another", "logout_token=x")
                        .statusCode())
                .isNotEqualTo(200);
    }

    private int send(String token) {
        return browser().postForm(DOOR, "logout_token=" + token).statusCode();
    }

    private String providerSession(Browser browser) {
        SecurityContext context = sessions.findById(idOf(browser))
                .getAttribute(HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY);
        return ((OidcUser) context.getAuthentication().getPrincipal())
                .getIdToken()
                .getClaimAsString("sid");
    }
}

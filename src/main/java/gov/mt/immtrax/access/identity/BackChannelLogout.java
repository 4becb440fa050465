package gov.mt.immtrax.access.identity;

import gov.mt.immtrax.access.time.UtcColumn;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.oauth2.client.oidc.authentication.logout.OidcLogoutToken;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.web.authentication.logout.LogoutHandler;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.stereotype.Component;

/**
 * Ends someone's sessions on all nodes, by deleting them, after they have logged out or were logged out at the identity
 * provider (OpenID Connect Back-Channel Logout 1.0). The token has been validated before; this class accepts it only
 * once.
 */
@Component
class BackChannelLogout implements LogoutHandler {

    /** Greatest age of a token, so that used ones need not be stored forever. */
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private static final int LONGEST_ID = 255;
    private static final String SESSION_ID = "sid";
    private static final Logger LOG = LoggerFactory.getLogger(BackChannelLogout.class);

    private final EncryptedSessionRepository sessions;
    private final JdbcClient jdbc;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    BackChannelLogout(
            EncryptedSessionRepository sessions, JdbcClient jdbc, Clock clock, ApplicationEventPublisher events) {
        this.sessions = sessions;
        this.jdbc = jdbc;
        this.clock = clock;
        this.events = events;
    }

    @Override
    public void logout(HttpServletRequest request, HttpServletResponse response, Authentication authentication) {
        if (authentication.getPrincipal() instanceof OidcLogoutToken token
                && isRecent(token)
                && token.getId().length() <= LONGEST_ID
                && isUnused(token)) {
            // stored last: if something fails, the provider may send the token again, and ending a session twice does
            // no harm
            end(token);
            note(token);
        } else {
            response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
        }
    }

    private boolean isRecent(OidcLogoutToken token) {
        return Duration.between(token.getIssuedAt(), clock.instant()).abs().compareTo(LONGEST) <= 0;
    }

    private boolean isUnused(OidcLogoutToken token) {
        return jdbc.sql("select count(*) from logout_token where id = :id")
                        .param("id", token.getId())
                        .query(Long.class)
                        .single()
                == 0;
    }

    private void note(OidcLogoutToken token) {
        Instant now = clock.instant();
        jdbc.sql("delete from logout_token where used_at < :old")
                .param("old", UtcColumn.of(now.minus(LONGEST.multipliedBy(3))))
                .update();
        try {
            jdbc.sql("insert into logout_token (id, used_at) values (:id, :now)")
                    .param("id", token.getId())
                    .param("now", UtcColumn.of(now))
                    .update();
        } catch (DuplicateKeyException sentTwiceAtOnce) {
            LOG.debug("A logout token arrived twice at the same time");
        }
    }

    private void end(OidcLogoutToken token) {
        List<String> ids = token.getSubject() == null ? sessions.ofEverybody() : sessions.ofSubject(token.getSubject());
        for (String id : ids) {
            Optional<Authentication> login = sessions.peek(id).flatMap(BackChannelLogout::login);
            if (token.getSessionId() == null
                    || login.filter(it -> belongsTo(token.getSessionId(), it)).isPresent()) {
                sessions.deleteById(id);
                login.flatMap(LoggedInPerson::of)
                        .filter(Person::isStaff)
                        .ifPresent(person -> events.publishEvent(new StaffLoggedOut(person, true)));
            }
        }
    }

    private static Optional<Authentication> login(EncryptedSession session) {
        SecurityContext context =
                session.getAttribute(HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY);
        return Optional.ofNullable(context).map(SecurityContext::getAuthentication);
    }

    private static boolean belongsTo(String providerSession, Authentication login) {
        return login.getPrincipal() instanceof OidcUser user
                && providerSession.equals(user.getIdToken().getClaimAsString(SESSION_ID));
    }
}

package gov.mt.immtrax.access.identity;

import jakarta.servlet.http.HttpSession;
import java.io.Serial;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.session.Session;

/**
 * What a session stores about its login: when it was, when the provider last confirmed it, and the tokens to check it
 * again. All times are UTC.
 *
 * @param at time of the login
 * @param confirmedAt when the provider last confirmed the person
 * @param askAgainAt when to ask the provider again
 * @param refreshToken null if the provider gives none
 */
record ProviderLogin(
        Instant at,
        Instant confirmedAt,
        Instant askAgainAt,
        OAuth2AccessToken accessToken,
        @Nullable OAuth2RefreshToken refreshToken)
        implements Serializable {

    @Serial
    private static final long serialVersionUID = 1L;

    private static final String ATTRIBUTE = ProviderLogin.class.getName();

    static ProviderLogin begun(OAuth2AuthorizedClient client, Instant now, Duration recheckAfter) {
        return new ProviderLogin(now, now, now.plus(recheckAfter), client.getAccessToken(), client.getRefreshToken());
    }

    ProviderLogin confirmed(
            OAuth2AccessToken access, @Nullable OAuth2RefreshToken refresh, Instant now, Duration recheckAfter) {
        return new ProviderLogin(at, now, now.plus(recheckAfter), access, refresh == null ? refreshToken : refresh);
    }

    /** The same login, with new tokens in place of used ones. */
    ProviderLogin with(OAuth2AccessToken access, @Nullable OAuth2RefreshToken refresh) {
        return new ProviderLogin(at, confirmedAt, askAgainAt, access, refresh == null ? refreshToken : refresh);
    }

    /** The same login, after the provider did not answer. */
    ProviderLogin unanswered(Instant askAgain) {
        return new ProviderLogin(at, confirmedAt, askAgain, accessToken, refreshToken);
    }

    /** Until when the provider's last answer counts if it does not answer again; UTC. */
    Instant believedUntil(Duration recheckAfter) {
        return confirmedAt.plus(recheckAfter.multipliedBy(2));
    }

    static Optional<ProviderLogin> of(Session session) {
        return Optional.ofNullable(session.getAttribute(ATTRIBUTE));
    }

    static Optional<ProviderLogin> of(HttpSession session) {
        return Optional.ofNullable((ProviderLogin) session.getAttribute(ATTRIBUTE));
    }

    void keepIn(Session session) {
        session.setAttribute(ATTRIBUTE, this);
    }

    void keepIn(HttpSession session) {
        session.setAttribute(ATTRIBUTE, this);
    }

    @Override
    public String toString() {
        return "ProviderLogin[at=" + at + ", askAgainAt=" + askAgainAt + "]";
    }
}

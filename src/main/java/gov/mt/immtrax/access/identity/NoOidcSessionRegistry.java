package gov.mt.immtrax.access.identity;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.client.oidc.authentication.logout.OidcLogoutToken;
import org.springframework.security.oauth2.client.oidc.session.OidcSessionInformation;
import org.springframework.security.oauth2.client.oidc.session.OidcSessionRegistry;

/**
 * Replaces the library's list of logins in memory, which other nodes do not know: {@link EncryptedSessionRepository}
 * has all sessions.
 */
final class NoOidcSessionRegistry implements OidcSessionRegistry {

    @Override
    public void saveSessionInformation(OidcSessionInformation information) {
        // the session itself is enough
    }

    @Override
    public @Nullable OidcSessionInformation removeSessionInformation(String sessionId) {
        return null;
    }

    @Override
    public Iterable<OidcSessionInformation> removeSessionInformation(OidcLogoutToken token) {
        return List.of();
    }
}

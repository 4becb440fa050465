package gov.mt.immtrax.access.identity;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Optional;
import org.springframework.core.env.Environment;
import org.springframework.session.web.http.CookieSerializer.CookieValue;
import org.springframework.session.web.http.DefaultCookieSerializer;
import org.springframework.session.web.http.HttpSessionIdResolver;
import org.springframework.session.web.http.SessionRepositoryFilter;
import org.springframework.stereotype.Component;

/**
 * Links a browser to its session with a signed cookie, because a session id alone can be read in the database and its
 * backups. If the public URL uses TLS, the cookie is sent over TLS only, and its name makes browsers accept it from
 * this host only.
 */
@Component
class SessionCookie implements HttpSessionIdResolver {

    static final String NAME = "IMMTRAX_SESSION";

    /**
     * Browsers accept a cookie with this prefix only if it is secure, has the path "/", and was set by the host itself.
     */
    private static final String OF_THIS_HOST = "__Host-";

    private static final String LOADED = SessionRepositoryFilter.SESSION_REPOSITORY_ATTR + ".CURRENT_SESSION";
    private static final String WRITTEN = SessionCookie.class.getName() + ".WRITTEN";

    private final SessionEncryption seal;
    private final DefaultCookieSerializer cookies = new DefaultCookieSerializer();

    SessionCookie(SessionEncryption seal, Environment settings) {
        this.seal = seal;
        protect(cookies, NAME, settings);
    }

    /** Protects a cookie from scripts, other sites, networks without TLS and, by its name, from other hosts. */
    static void protect(DefaultCookieSerializer cookies, String name, Environment settings) {
        cookies.setCookieName(name);
        cookies.setCookiePath("/");
        cookies.setUseHttpOnlyCookie(true);
        cookies.setSameSite("Lax");
        if (PublicUrl.hasTls(settings)) {
            cookies.setCookieName(OF_THIS_HOST + name);
            cookies.setUseSecureCookie(true);
        }
    }

    /** Empty for paths without a session, and if this request has already loaded its session. */
    @Override
    public List<String> resolveSessionIds(HttpServletRequest request) {
        return request.getAttribute(LOADED) != null || AccessRules.WITHOUT_SESSION.matches(request)
                ? List.of()
                : ids(request);
    }

    /** Id of the session that a request belongs to, even if the request does not load it. */
    Optional<String> idOf(HttpServletRequest request) {
        return ids(request).stream().findFirst();
    }

    private List<String> ids(HttpServletRequest request) {
        return cookies.readCookieValues(request).stream()
                .map(seal::verified)
                .flatMap(Optional::stream)
                .toList();
    }

    @Override
    public void setSessionId(HttpServletRequest request, HttpServletResponse response, String sessionId) {
        boolean known = sessionId.equals(request.getAttribute(WRITTEN))
                || request.getAttribute(WRITTEN) == null && ids(request).contains(sessionId);
        if (!known) {
            request.setAttribute(WRITTEN, sessionId);
            cookies.writeCookieValue(new CookieValue(request, response, seal.sign(sessionId)));
        }
    }

    @Override
    public void expireSession(HttpServletRequest request, HttpServletResponse response) {
        cookies.writeCookieValue(new CookieValue(request, response, ""));
    }
}

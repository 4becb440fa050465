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
 * Leads from the browser to its session by a signed cookie: an id alone, as it stands in the database and its backups,
 * opens nothing. The cookie travels over TLS only, wherever the public address says that there is TLS; its name then
 * tells browsers to take it from this very host alone.
 */
@Component
class SessionCookie implements HttpSessionIdResolver {

    static final String NAME = "IMMTRAX_SESSION";

    /** Browsers take such a cookie only if it is secure, for the whole host, and set by that host itself. */
    private static final String OF_THIS_HOST = "__Host-";

    private static final String LOADED = SessionRepositoryFilter.SESSION_REPOSITORY_ATTR + ".CURRENT_SESSION";
    private static final String WRITTEN = SessionCookie.class.getName() + ".WRITTEN";

    private final SessionEncryption seal;
    private final DefaultCookieSerializer cookies = new DefaultCookieSerializer();

    SessionCookie(SessionEncryption seal, Environment settings) {
        this.seal = seal;
        protect(cookies, NAME, settings);
    }

    /** From scripts, from other sites, from networks without TLS and, by its name, from other hosts. */
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

    /** None for what is the same for everybody, nor for a session that this request has loaded already. */
    @Override
    public List<String> resolveSessionIds(HttpServletRequest request) {
        return request.getAttribute(LOADED) != null || AccessRules.WITHOUT_SESSION.matches(request)
                ? List.of()
                : ids(request);
    }

    /** The session that a request belongs to, whether or not it is to be loaded for it. */
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

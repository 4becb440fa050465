package gov.mt.immtrax.access.identity;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import org.springframework.security.web.savedrequest.RequestCache;
import org.springframework.security.web.savedrequest.SavedRequest;
import org.springframework.session.web.http.CookieSerializer.CookieValue;
import org.springframework.session.web.http.DefaultCookieSerializer;
import org.springframework.stereotype.Component;

/**
 * Keeps the page that a login interrupts in a cookie, so that people who have not logged in write nothing to the
 * database. Only paths of this service are accepted from the cookie.
 */
@Component
class SavedRequestCookie implements RequestCache {

    static final String NAME = "IMMTRAX_PAGE";

    /** Longer than any of our paths; browsers keep no cookie of more than 4 KB. */
    private static final int LONGEST = 1_000;

    private final DefaultCookieSerializer cookies = new DefaultCookieSerializer();

    SavedRequestCookie(Environment settings) {
        SessionCookie.protect(cookies, NAME, settings);
        cookies.setUseBase64Encoding(false);
    }

    @Override
    public void saveRequest(HttpServletRequest request, HttpServletResponse response) {
        boolean page = "GET".equals(request.getMethod())
                && !"XMLHttpRequest".equals(request.getHeader("X-Requested-With"))
                && !AccessRules.ENGINE_API.matches(request)
                && !AccessRules.FILES.matches(request);
        LocalPath.of(request)
                .filter(path -> page && path.length() <= LONGEST)
                .ifPresent(path -> cookies.writeCookieValue(new CookieValue(
                        request,
                        response,
                        Base64.getUrlEncoder()
                                .withoutPadding()
                                .encodeToString(path.getBytes(StandardCharsets.UTF_8)))));
    }

    /** Empty if there is no cookie, or it does not contain a path of this service. */
    Optional<String> path(HttpServletRequest request) {
        return cookies.readCookieValues(request).stream()
                .findFirst()
                .map(SavedRequestCookie::decoded)
                .flatMap(LocalPath::of);
    }

    private static @Nullable String decoded(String cookie) {
        try {
            return new String(Base64.getUrlDecoder().decode(cookie), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException madeUp) {
            return null;
        }
    }

    @Override
    public void removeRequest(HttpServletRequest request, HttpServletResponse response) {
        cookies.writeCookieValue(new CookieValue(request, response, ""));
    }

    /** Only the path is kept. */
    @Override
    public @Nullable SavedRequest getRequest(HttpServletRequest request, HttpServletResponse response) {
        return null;
    }

    /** The browser requests the page again instead. */
    @Override
    public @Nullable HttpServletRequest getMatchingRequest(HttpServletRequest request, HttpServletResponse response) {
        return null;
    }
}

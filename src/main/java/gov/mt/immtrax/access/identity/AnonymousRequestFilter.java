package gov.mt.immtrax.access.identity;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.session.web.http.SessionRepositoryFilter;

/**
 * Refuses requests with a body but without a login before the body is read: no path accepts them, and reading would
 * hold a thread for as long as it takes. The response is the same as that of Spring Security, which comes later in the
 * filter chain.
 *
 * <p>A form whose session has expired is refused here too: its cookie is still one of ours, see
 * {@link SessionCookie#idOf}.
 */
public class AnonymousRequestFilter extends HttpFilter {

    /** The first position at which it is known whether there is a session. */
    public static final int ORDER = SessionRepositoryFilter.DEFAULT_ORDER + 10;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (LoginRefusals.isRead(request) || !hasBody(request) || takesFromStrangers(request) || isLoggedIn(request)) {
            chain.doFilter(request, response);
        } else if (AccessRules.ENGINE_API.matches(request)) {
            response.sendError(HttpStatus.UNAUTHORIZED.value());
        } else {
            LoginRefusals.sendExpired(request, response, null);
        }
    }

    /** Whether a request has more than its headers. */
    public static boolean hasBody(HttpServletRequest request) {
        return request.getContentLengthLong() > 0 || request.getHeader("Transfer-Encoding") != null;
    }

    /**
     * Whether a request goes to the path that accepts a body without a login. Only its exact spelling counts, because
     * the path has not been checked yet.
     */
    public static boolean takesFromStrangers(HttpServletRequest request) {
        return HttpMethod.POST.matches(request.getMethod())
                && AccessRules.LOGOUT_BY_PROVIDER_PATH.equals(request.getRequestURI());
    }

    /**
     * Whether the session of a request has a login. What the person may do is checked later, by {@link AccessRules}.
     */
    public static boolean isLoggedIn(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        return session != null
                && session.getAttribute(HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY) != null;
    }
}

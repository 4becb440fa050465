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
 * Answers whoever sends something without a login before it is read: no door is open for it, and reading it would hold
 * a thread for as long as it takes. The answer is that of the doors, which stand behind this.
 *
 * <p>Here is also where a form ends whose session was over: its cookie is still one of ours, see
 * {@link SessionCookie#idOf}.
 */
public class AnonymousRequestFilter extends HttpFilter {

    /** The first place where it is known whether there is a session. */
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

    /** Whether there is more to read than its headers. */
    public static boolean hasBody(HttpServletRequest request) {
        return request.getContentLengthLong() > 0 || request.getHeader("Transfer-Encoding") != null;
    }

    /**
     * Whether it goes where a body is read from anybody, with or without a login: in its one spelling, since nobody has
     * looked at it yet.
     */
    public static boolean takesFromStrangers(HttpServletRequest request) {
        return HttpMethod.POST.matches(request.getMethod())
                && AccessRules.LOGOUT_BY_PROVIDER_PATH.equals(request.getRequestURI());
    }

    /** Whether somebody logged in to the session of a request; what they may do is for the doors. */
    public static boolean isLoggedIn(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        return session != null
                && session.getAttribute(HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY) != null;
    }
}

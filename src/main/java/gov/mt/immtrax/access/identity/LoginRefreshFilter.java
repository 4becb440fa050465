package gov.mt.immtrax.access.identity;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.function.Function;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Checks a login with the identity provider again, at the first request after the time in the settings. This comes
 * before the access rules, so that a revoked role is missing from that request on.
 */
class LoginRefreshFilter extends OncePerRequestFilter {

    private final LoginRefresh loginRefresh;
    private final SessionSettings settings;
    private final Clock clock;

    LoginRefreshFilter(LoginRefresh loginRefresh, SessionSettings settings, Clock clock) {
        this.loginRefresh = loginRefresh;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return AccessRules.WITHOUT_SESSION.matches(request) || AccessRules.LOGOUT.matches(request);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        HttpSession session = request.getSession(false);
        if (session != null
                && session.getAttribute(HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY) != null
                && !isBefore(session, ProviderLogin::askAgainAt)) {
            recheck(session);
        }
        chain.doFilter(request, response);
    }

    /**
     * Applies the result to this request at once. It is already stored, but not in this request's copy of the session.
     */
    private void recheck(HttpSession session) {
        LoginRefresh.Answer answer = loginRefresh.recheck(session.getId());
        if (answer instanceof LoginRefresh.Answer.Known known) {
            SecurityContextHolder.setContext(known.context());
        } else if (answer instanceof LoginRefresh.Answer.Ended) {
            session.invalidate();
            SecurityContextHolder.setContext(new SecurityContextImpl());
        } else if (!isBefore(session, login -> login.believedUntil(settings.recheckAfter()))) {
            // without a result the session stays, and the next request checks again
            SecurityContextHolder.setContext(new SecurityContextImpl());
        }
    }

    private boolean isBefore(HttpSession session, Function<ProviderLogin, Instant> end) {
        return ProviderLogin.of(session)
                .filter(login -> clock.instant().isBefore(end.apply(login)))
                .isPresent();
    }
}

package gov.mt.immtrax.access.identity;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets nobody act on what the identity provider said long ago: at the first request after the time in the settings it is asked
 * again, before the doors, so that a role that is gone is gone with that very request.
 */
class RoleRecheck extends OncePerRequestFilter {

    private final Rechecks rechecks;
    private final Clock clock;

    RoleRecheck(Rechecks rechecks, Clock clock) {
        this.rechecks = rechecks;
        this.clock = clock;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return Doors.WITHOUT_SESSION.matches(request) || Doors.LOGOUT.matches(request);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        HttpSession session = request.getSession(false);
        if (session != null
                && session.getAttribute(HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY) != null) {
            Instant now = clock.instant();
            boolean recent = ProviderLogin.of(session).filter(login -> now.isBefore(login.askAgainAt())).isPresent();
            if (!recent) {
                recheck(session);
            }
        }
        chain.doFilter(request, response);
    }

    /** What was found counts for this request at once; it is stored already, and not by this request's session. */
    private void recheck(HttpSession session) {
        Optional<SecurityContext> context = rechecks.recheck(session.getId());
        if (context.isEmpty()) {
            session.invalidate();
        }
        SecurityContextHolder.setContext(context.orElseGet(SecurityContextImpl::new));
    }
}

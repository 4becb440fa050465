package gov.mt.immtrax.access.identity;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.DefaultRedirectStrategy;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.access.AccessDeniedHandlerImpl;
import org.springframework.security.web.authentication.DelegatingAuthenticationEntryPoint;
import org.springframework.security.web.authentication.HttpStatusEntryPoint;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.security.web.util.matcher.NegatedRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/** Answers refused requests: with the login, a new login, 404 Not Found or 403 Forbidden. */
final class LoginRefusals {

    private LoginRefusals() {}

    /** @param loginPage path of the login */
    static AuthenticationEntryPoint entry(String loginPage) {
        var points = new LinkedHashMap<RequestMatcher, AuthenticationEntryPoint>();
        points.put(AccessRules.ENGINE_API, new HttpStatusEntryPoint(HttpStatus.UNAUTHORIZED));
        var entry = new DelegatingAuthenticationEntryPoint(points);
        points.put(new NegatedRequestMatcher(LoginRefusals::isRead), LoginRefusals::sendExpired);
        var login = new LoginUrlAuthenticationEntryPoint(loginPage);
        login.setFavorRelativeUris(true);
        entry.setDefaultEntryPoint(login);
        return entry;
    }

    static AccessDeniedHandler accessDenied() {
        AccessDeniedHandler forbidden = new AccessDeniedHandlerImpl();
        return (request, response, refusal) -> {
            if (refusal instanceof CsrfException) {
                sendExpired(request, response, null);
            } else if (AccessRules.isMissing(refusal)) {
                response.sendError(HttpServletResponse.SC_NOT_FOUND);
            } else {
                forbidden.handle(request, response, refusal);
            }
        };
    }

    /**
     * Refuses uploads before the CSRF check, which reads the file: otherwise people without permission could fill the
     * disk.
     */
    static void refuseFilesOfOthers(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest form = (HttpServletRequest) request;
        boolean file = form.getContentType() != null
                && form.getContentType().toLowerCase(Locale.ROOT).startsWith("multipart/");
        if (!file || !AccessRules.UPLOAD.matches(form)) {
            chain.doFilter(request, response);
        } else if (AccessRules.maySendFiles(SecurityContextHolder.getContext().getAuthentication())) {
            form.getParameter("_csrf"); // reads the file; if that fails, the container has already answered
            if (!response.isCommitted()) {
                chain.doFilter(request, response);
            }
        } else if (SecurityContextHolder.getContext().getAuthentication() == null) {
            sendExpired(form, (HttpServletResponse) response, null);
        } else {
            ((HttpServletResponse) response).sendError(HttpServletResponse.SC_FORBIDDEN);
        }
    }

    static void sendExpired(
            HttpServletRequest form, HttpServletResponse response, @Nullable AuthenticationException nobody)
            throws IOException {
        new DefaultRedirectStrategy().sendRedirect(form, response, LoginPages.expired(form));
    }

    static boolean isRead(HttpServletRequest request) {
        return "GET".equals(request.getMethod()) || "HEAD".equals(request.getMethod());
    }
}

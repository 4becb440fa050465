package gov.mt.immtrax.access.engine;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.util.StringUtils;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Puts the limit into queries of the engine's REST that name none: the engine refuses to answer without bounds, and Cockpit
 * asks so in places. Whoever names a larger one is refused by the engine.
 */
class EngineLimitFilter extends OncePerRequestFilter {

    private static final String PARAMETER = "maxResults";

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        chain.doFilter(StringUtils.hasText(request.getParameter(PARAMETER)) ? request : new Limited(request), response);
    }

    private static class Limited extends HttpServletRequestWrapper {

        Limited(HttpServletRequest request) {
            super(request);
        }

        /** Where the engine's REST reads its parameters. */
        @Override
        public String getQueryString() {
            String asked = super.getQueryString();
            String limit = PARAMETER + "=" + EngineSettingsPlugin.MOST_RESULTS;
            return StringUtils.hasText(asked) ? asked + "&" + limit : limit;
        }
    }
}

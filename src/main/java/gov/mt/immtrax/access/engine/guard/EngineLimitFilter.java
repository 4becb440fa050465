package gov.mt.immtrax.access.engine.guard;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.springframework.util.StringUtils;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Adds the limit to queries of the engine's REST API that have none: the engine refuses unbounded queries, and Cockpit
 * sends some. The engine refuses a larger limit; this filter does so for task lists with variables.
 */
class EngineLimitFilter extends OncePerRequestFilter {

    /** Most tasks on one page of a task list with variables; Tasklist requests 15. */
    static final int MOST_WITH_VARIABLES = 100;

    private static final String PARAMETER = "maxResults";
    private static final Pattern WITH_VARIABLES = Pattern.compile("/camunda/api/engine/engine/[^/]+/filter/[^/]+/list");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        boolean withVariables = WITH_VARIABLES.matcher(request.getRequestURI()).matches();
        String[] limits = request.getParameterValues(PARAMETER);
        if (limits == null || !StringUtils.hasText(limits[0])) {
            chain.doFilter(
                    new Limited(request, withVariables ? MOST_WITH_VARIABLES : EngineSettingsPlugin.MOST_RESULTS),
                    response);
        } else if (withVariables && !Arrays.stream(limits).allMatch(EngineLimitFilter::isFew)) {
            response.sendError(HttpServletResponse.SC_BAD_REQUEST);
        } else {
            chain.doFilter(request, response);
        }
    }

    private static boolean isFew(String limit) {
        return NUMBER.matcher(limit).matches() && Integer.parseInt(limit) <= MOST_WITH_VARIABLES;
    }

    private static class Limited extends HttpServletRequestWrapper {

        private final int most;

        Limited(HttpServletRequest request, int most) {
            super(request);
            this.most = most;
        }

        /** The engine's REST API reads its parameters from the query string. */
        @Override
        public String getQueryString() {
            String asked = super.getQueryString();
            String limit = PARAMETER + "=" + most;
            return StringUtils.hasText(asked) ? asked + "&" + limit : limit;
        }
    }
}

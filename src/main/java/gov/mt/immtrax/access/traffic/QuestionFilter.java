package gov.mt.immtrax.access.traffic;

import gov.mt.immtrax.access.form.TypedText;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Takes out of what a page is asked for, in its address, every character that nobody sees: none can be found anyway, and
 * PostgreSQL answers one of them with an error. What is sent to be kept is not touched: each page refuses it beside its field.
 */
class QuestionFilter extends HttpFilter {

    private static final Set<String> LOOKING = Set.of("GET", "HEAD");

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        boolean question = request.getQueryString() != null && LOOKING.contains(request.getMethod());
        chain.doFilter(question ? new Question(request) : request, response);
    }

    private static final class Question extends HttpServletRequestWrapper {

        Question(HttpServletRequest request) {
            super(request);
        }

        @Override
        public String getParameter(String name) {
            String value = super.getParameter(name);
            return value == null ? null : TypedText.visible(value);
        }

        @Override
        public String[] getParameterValues(String name) {
            String[] values = super.getParameterValues(name);
            return values == null ? null : visible(values);
        }

        @Override
        public Map<String, String[]> getParameterMap() {
            Map<String, String[]> parameters = new LinkedHashMap<>();
            super.getParameterMap().forEach((name, values) -> parameters.put(name, visible(values)));
            return parameters;
        }

        private static String[] visible(String[] values) {
            return Arrays.stream(values).map(TypedText::visible).toArray(String[]::new);
        }
    }
}

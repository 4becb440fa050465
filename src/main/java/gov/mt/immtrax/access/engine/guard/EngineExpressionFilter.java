package gov.mt.immtrax.access.engine.guard;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.springframework.util.StringUtils;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses calls of the engine's REST API that carry an expression in a query, a stored filter or deeper in the body
 * (CVE-2026-109432): an expression in a query runs as code, and the engine's own check does not find all of them. Also
 * refuses conditions on variables from people who may not read variables, which the engine does not check.
 */
class EngineExpressionFilter extends OncePerRequestFilter {

    private static final String FORBIDDEN = "expression";

    /** Conditions on variables: someone who may not read a variable could find out its value letter by letter. */
    private static final Set<String> CONDITIONS =
            Set.of("variables", "processvariables", "taskvariables", "caseinstancevariables", "variablevalues");

    /** Sorting by a variable reveals its value too. */
    private static final String ORDER = "sortby";

    private static final String BY_VARIABLE = "variable";

    private static final int LONGEST_BODY = 4 * 1024 * 1024;

    private final JsonFactory json = new JsonFactory();
    private final BooleanSupplier mayReadVariables;

    /** @param mayReadVariables whether the person who is logged in may read what a request is about */
    EngineExpressionFilter(BooleanSupplier mayReadVariables) {
        this.mayReadVariables = mayReadVariables;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (isForbiddenQuery(request.getQueryString())) {
            response.sendError(HttpServletResponse.SC_BAD_REQUEST);
            return;
        }
        if (isMultipart(request)) { // deployments and files: never a query
            chain.doFilter(request, response);
            return;
        }
        byte[] body = request.getInputStream().readNBytes(LONGEST_BODY + 1);
        if (body.length > LONGEST_BODY) {
            response.sendError(HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE);
        } else if (isForbiddenBody(body)) {
            response.sendError(HttpServletResponse.SC_BAD_REQUEST);
        } else {
            chain.doFilter(new ReadRequest(request, body), response);
        }
    }

    private static boolean isMultipart(HttpServletRequest request) {
        String type = request.getContentType();
        return type != null && type.strip().toLowerCase(Locale.ROOT).startsWith("multipart/form-data");
    }

    private boolean isForbiddenQuery(String query) {
        return StringUtils.hasText(query)
                && Arrays.stream(query.split("[&;]"))
                        .map(parameter -> parameter.split("=", 2))
                        .anyMatch(parameter -> isForbidden(decoded(parameter[0]))
                                || isCondition(decoded(parameter[0]))
                                || parameter.length == 2 && isOrder(decoded(parameter[0]), decoded(parameter[1])));
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /** A non-empty list of conditions, or a sort order. The variables of a form are not a list. */
    private boolean isCondition(JsonParser parser) throws IOException {
        String name = parser.currentName();
        if (name.equalsIgnoreCase(ORDER)) {
            return parser.nextToken() == JsonToken.VALUE_STRING && isOrder(name, parser.getText());
        }
        return isCondition(name)
                && parser.nextToken() == JsonToken.START_ARRAY
                && parser.nextToken() != JsonToken.END_ARRAY;
    }

    private boolean isOrder(String name, String value) {
        return name.equalsIgnoreCase(ORDER)
                && value.toLowerCase(Locale.ROOT).endsWith(BY_VARIABLE)
                && !mayReadVariables.getAsBoolean();
    }

    private boolean isCondition(String name) {
        return CONDITIONS.contains(name.toLowerCase(Locale.ROOT)) && !mayReadVariables.getAsBoolean();
    }

    /** A body that is not JSON is refused too, because the engine's parser might read more in it than this one. */
    private boolean isForbiddenBody(byte[] body) throws IOException {
        try (JsonParser parser = json.createParser(body)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.FIELD_NAME && (isForbidden(parser.currentName()) || isCondition(parser))) {
                    return true;
                }
            }
            return false;
        } catch (JsonProcessingException noJson) {
            return true;
        }
    }

    private static boolean isForbidden(String name) {
        return name.toLowerCase(Locale.ROOT).endsWith(FORBIDDEN);
    }

    /** The request with a body that can be read again. */
    private static class ReadRequest extends HttpServletRequestWrapper {

        private final ByteArrayInputStream body;

        ReadRequest(HttpServletRequest request, byte[] body) {
            super(request);
            this.body = new ByteArrayInputStream(body);
        }

        @Override
        public BufferedReader getReader() {
            return new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
        }

        @Override
        public ServletInputStream getInputStream() {
            return new ServletInputStream() {

                @Override
                public int read() {
                    return body.read();
                }

                @Override
                public int read(byte[] into, int offset, int length) {
                    return body.read(into, offset, length);
                }

                @Override
                public boolean isFinished() {
                    return body.available() == 0;
                }

                @Override
                public boolean isReady() {
                    return true;
                }

                @Override
                public void setReadListener(ReadListener listener) {
                    throw new UnsupportedOperationException("The body has already been read");
                }
            };
        }
    }
}

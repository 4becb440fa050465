package gov.mt.immtrax.access.traffic;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * Refuses URLs that no person types. Pages would repeat control characters from a query, and PostgreSQL rejects them.
 * Path parameters or empty segments in a path make the engine's servlets fail before the firewall checks them. Form
 * fields are not checked here but one by one, so that the error appears beside the field.
 *
 * <p>A path to the engine's applications and their REST API must have exactly one spelling. The access rules and the
 * engine's servlets parse paths differently, so another spelling could bypass an access rule.
 */
class AddressFilter extends HttpFilter {

    private static final Set<String> READING = Set.of("GET", "HEAD");

    private static final String ENGINE = "/camunda";
    private static final String ENGINE_API = "/camunda/api/";

    /**
     * Segments made of the characters in ids and names, some of which browsers send either plain or encoded. No segment
     * ends with a full stop, which excludes "." and "..". Letters, digits and separators are never encoded.
     */
    private static final Pattern ONE_SPELLING =
            Pattern.compile("(?:/(?:[A-Za-z0-9._~!$&'*+=:@-]|%(?:26|2B|3A|3D|40))*+(?<![./]))+/?");

    private static final int LONGEST = 1_000;

    private final transient ErrorResponder errors;

    AddressFilter(ErrorResponder errors) {
        this.errors = errors;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String path = request.getRequestURI();
        if (path.contains(";")
                || path.contains("//")
                || hasControls(request)
                || isForEngine(request) && !hasOneSpelling(path)) {
            errors.send(request, response, HttpStatus.BAD_REQUEST);
        } else {
            chain.doFilter(
                    path.startsWith(ENGINE_API) && path.endsWith("/") ? new WithoutLastSlash(request) : request,
                    response);
        }
    }

    private static boolean hasControls(HttpServletRequest request) {
        return READING.contains(request.getMethod())
                && request.getParameterMap().entrySet().stream()
                        .flatMap(parameter ->
                                Stream.concat(Stream.of(parameter.getKey()), Arrays.stream(parameter.getValue())))
                        .anyMatch(text -> text.chars().anyMatch(Character::isISOControl));
    }

    /**
     * Whether the container, which decodes the path, routes the request to the engine, or the raw path looks as if it
     * should.
     */
    private static boolean isForEngine(HttpServletRequest request) {
        String read = request.getServletPath() + (request.getPathInfo() == null ? "" : request.getPathInfo());
        return Stream.of(read, request.getRequestURI())
                .anyMatch(path -> path.toLowerCase(Locale.ROOT).startsWith(ENGINE));
    }

    private static boolean hasOneSpelling(String path) {
        return path.length() <= LONGEST && ONE_SPELLING.matcher(path).matches();
    }

    /** Cockpit adds a slash to some paths; all later filters and servlets expect none. */
    private static final class WithoutLastSlash extends HttpServletRequestWrapper {

        WithoutLastSlash(HttpServletRequest request) {
            super(request);
        }

        @Override
        public String getRequestURI() {
            return cut(super.getRequestURI());
        }

        @Override
        public StringBuffer getRequestURL() {
            return new StringBuffer(cut(super.getRequestURL().toString()));
        }

        @Override
        public @Nullable String getPathInfo() {
            String info = super.getPathInfo();
            return info == null || info.equals("/") ? null : cut(info);
        }

        @Override
        public String getServletPath() {
            return super.getPathInfo() == null ? cut(super.getServletPath()) : super.getServletPath();
        }

        private static String cut(String path) {
            return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        }
    }
}

package gov.mt.immtrax.access.traffic;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.http.HttpStatus;

/**
 * Refuses addresses that nobody types: with control characters in their query, which pages would repeat and on which
 * PostgreSQL fails, and with path parameters or empty steps in their path, over which the engine's servlets fall before the
 * firewall sees them. What is typed into a form is checked field by field instead, so that it can be said beside the field.
 */
class AddressFilter extends HttpFilter {

    private static final Set<String> READING = Set.of("GET", "HEAD");

    private final transient Refusal refusal;

    AddressFilter(Refusal refusal) {
        this.refusal = refusal;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String path = request.getRequestURI();
        if (path.contains(";") || path.contains("//") || hasControls(request)) {
            refusal.send(request, response, HttpStatus.BAD_REQUEST);
        } else {
            chain.doFilter(request, response);
        }
    }

    private static boolean hasControls(HttpServletRequest request) {
        return READING.contains(request.getMethod()) && request.getParameterMap().entrySet().stream()
                .flatMap(parameter -> Stream.concat(Stream.of(parameter.getKey()), Arrays.stream(parameter.getValue())))
                .anyMatch(text -> text.chars().anyMatch(Character::isISOControl));
    }
}

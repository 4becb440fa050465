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
 * Refuses addresses with control characters in their query: nobody types them, pages would repeat them, and PostgreSQL fails
 * on some. What is typed into a form is checked field by field instead, so that it can be said beside the field.
 */
class QueryFilter extends HttpFilter {

    private static final Set<String> READING = Set.of("GET", "HEAD");

    private final transient Refusal refusal;

    QueryFilter(Refusal refusal) {
        this.refusal = refusal;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (READING.contains(request.getMethod()) && request.getParameterMap().entrySet().stream()
                .flatMap(parameter -> Stream.concat(Stream.of(parameter.getKey()), Arrays.stream(parameter.getValue())))
                .anyMatch(text -> text.chars().anyMatch(Character::isISOControl))) {
            refusal.send(request, response, HttpStatus.BAD_REQUEST);
        } else {
            chain.doFilter(request, response);
        }
    }
}

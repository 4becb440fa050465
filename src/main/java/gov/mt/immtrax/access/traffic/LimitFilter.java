package gov.mt.immtrax.access.traffic;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/** Answers 429 when a caller exceeds a rate limit, and says when to try again. */
class LimitFilter extends HttpFilter {

    private final transient Function<HttpServletRequest, Optional<Duration>> turnstile;
    private final transient ErrorResponder errors;

    /** @param turnstile returns empty for calls that may pass, otherwise how long to wait */
    LimitFilter(Function<HttpServletRequest, Optional<Duration>> turnstile, ErrorResponder errors) {
        this.turnstile = turnstile;
        this.errors = errors;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Optional<Duration> wait = turnstile.apply(request);
        if (wait.isEmpty()) {
            chain.doFilter(request, response);
            return;
        }
        long seconds = wait.get().toSeconds() + 1;
        response.setHeader(HttpHeaders.RETRY_AFTER, String.valueOf(seconds));
        ResubmittedForm.remember(request, seconds);
        errors.send(request, response, HttpStatus.TOO_MANY_REQUESTS);
    }
}

package gov.mt.immtrax.access.traffic;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.MessageSource;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

/**
 * Answers with a message of ours when the database does not respond. It wraps everything that uses the database,
 * including sessions and error pages, so the answer itself must not use the database.
 */
class DatabaseUnavailableFilter extends HttpFilter {

    private static final Logger log = LoggerFactory.getLogger(DatabaseUnavailableFilter.class);

    private static final String LATER = "30";
    private static final String WORDS = "traffic.refused.silent";

    /**
     * Classes of SQL states: 08 is no connection; 57 is a database that is stopping or a statement that took too long.
     */
    private static final Set<String> SILENT = Set.of("08", "57");

    private final transient MessageSource messages;
    private final transient ErrorResponder errors;

    DatabaseUnavailableFilter(MessageSource messages, ErrorResponder errors) {
        this.messages = messages;
        this.errors = errors;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        try {
            chain.doFilter(request, response);
        } catch (IOException | ServletException | RuntimeException failure) {
            if (response.isCommitted() || !isSilence(failure)) {
                throw failure;
            }
            log.warn(
                    "The database does not respond, so a {} request could not be answered: {}",
                    request.getMethod(),
                    NestedExceptionUtils.getMostSpecificCause(failure).getMessage());
            answer(request, response);
        }
    }

    private void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.reset(); // discards the length, file name and ETag of a page that was already begun
        ResponseHeaders.ofContainer().forEach(response::setHeader);
        response.setHeader(HttpHeaders.RETRY_AFTER, LATER);
        if (SubmissionMatcher.isEngineCall(request)) {
            errors.send(request, response, HttpStatus.SERVICE_UNAVAILABLE, WORDS);
            return;
        }
        String words = messages.getMessage(WORDS, null, request.getLocale());
        response.setStatus(HttpStatus.SERVICE_UNAVAILABLE.value());
        ResponseHeaders.addMissing(request, response);
        response.setContentType(MediaType.TEXT_PLAIN_VALUE);
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        response.getOutputStream().write(words.getBytes(StandardCharsets.UTF_8));
        response.flushBuffer();
    }

    private static boolean isSilence(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLTransientException
                    || cause instanceof SQLException sql
                            && sql.getSQLState() != null
                            && sql.getSQLState().length() > 2
                            && SILENT.contains(sql.getSQLState().substring(0, 2))) {
                return true;
            }
        }
        return false;
    }
}

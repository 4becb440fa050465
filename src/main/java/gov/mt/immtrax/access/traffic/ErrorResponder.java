package gov.mt.immtrax.access.traffic;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

/**
 * Sends an error in the format that the caller expects: a page to people, or the JSON of the engine's REST API, which
 * Tasklist shows.
 */
@Component
class ErrorResponder {

    private static final Logger LOG = LoggerFactory.getLogger(ErrorResponder.class);

    private final MessageSource messages;
    private final ObjectMapper json;

    ErrorResponder(MessageSource messages, ObjectMapper json) {
        this.messages = messages;
        this.json = json;
    }

    void send(HttpServletRequest request, HttpServletResponse response, HttpStatus status) throws IOException {
        send(request, response, status, "traffic.refused." + status.value());
    }

    /** @param words message key for calls to the engine's REST API; a page is chosen by the status instead */
    void send(HttpServletRequest request, HttpServletResponse response, HttpStatus status, String words)
            throws IOException {
        if (!SubmissionMatcher.isEngineCall(request)) {
            response.sendError(status.value());
            return;
        }
        response.setStatus(status.value());
        write(
                request,
                response,
                Map.of(
                        "type",
                        status.getReasonPhrase(),
                        "message",
                        messages.getMessage(words, null, request.getLocale())));
    }

    /**
     * Replaces the engine's own error.
     *
     * @param type what went wrong, for the log
     */
    void sendInstead(HttpServletRequest request, HttpServletResponse response, int status, String type)
            throws IOException {
        String number = report(status, request.getMethod() + " " + SubmissionMatcher.path(request), type);
        write(
                request,
                response,
                Map.of(
                        "type",
                        nameOf(status),
                        "message",
                        wordsWith(number, status, request.getLocale()),
                        "id",
                        number));
    }

    /**
     * The message that people see. If the request failed, it contains the number that identifies the failure in the
     * log.
     */
    String wordsWith(String number, int status, Locale locale) {
        return status < HttpStatus.INTERNAL_SERVER_ERROR.value()
                ? words(status, locale)
                : messages.getMessage("traffic.failed", new Object[] {number}, locale);
    }

    /**
     * Logs what went wrong, without personal data.
     *
     * @return the number that the log line begins with
     */
    String report(int status, String call, String type) {
        String number = UUID.randomUUID().toString().substring(0, 8).toUpperCase(Locale.ROOT);
        if (status < HttpStatus.INTERNAL_SERVER_ERROR.value()) {
            LOG.info("{}: {} was refused with {}: {}", number, call, status, type);
        } else {
            LOG.error(
                    "{}: {} failed with {}: {}; see the earlier messages of the same thread",
                    number,
                    call,
                    status,
                    type);
        }
        return number;
    }

    private String words(int status, Locale locale) {
        String unexpected = messages.getMessage("traffic.refused", null, locale);
        return Objects.requireNonNull(messages.getMessage("traffic.refused." + status, null, unexpected, locale));
    }

    private static String nameOf(int status) {
        HttpStatus known = HttpStatus.resolve(status);
        return known == null ? String.valueOf(status) : known.getReasonPhrase();
    }

    private void write(HttpServletRequest request, HttpServletResponse response, Map<String, String> answer)
            throws IOException {
        byte[] body = json.writeValueAsBytes(answer);
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.setContentLength(body.length);
        ResponseHeaders.addMissing(request, response);
        response.getOutputStream().write(body);
    }
}

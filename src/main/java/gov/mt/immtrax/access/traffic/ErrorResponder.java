package gov.mt.immtrax.access.traffic;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

/**
 * Says no in the words of whoever asks: as a page to people, and as the engine's REST says it to Tasklist, which shows
 * it.
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

    /** @param words key of the message that a call of the engine's REST is told; a page says what its status says */
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
     * In the place of what the engine said.
     *
     * @param type of what went wrong, for the log
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

    /** What people are told: of a failure with the number by which the log knows it. */
    String wordsWith(String number, int status, Locale locale) {
        return status < HttpStatus.INTERNAL_SERVER_ERROR.value()
                ? words(status, locale)
                : messages.getMessage("traffic.failed", new Object[] {number}, locale);
    }

    /** Writes to the log what went wrong, without what it was about; the number that the line begins with. */
    String report(int status, String call, String type) {
        String number = UUID.randomUUID().toString().substring(0, 8).toUpperCase(Locale.ROOT);
        if (status < HttpStatus.INTERNAL_SERVER_ERROR.value()) {
            LOG.info("{}: {} was refused with {}: {}", number, call, status, type);
        } else {
            LOG.error(
                    "{}: {} failed with {}: {}; see the messages of the same thread above", number, call, status, type);
        }
        return number;
    }

    private String words(int status, Locale locale) {
        String unexpected = messages.getMessage("traffic.refused", null, locale);
        return messages.getMessage("traffic.refused." + status, null, unexpected, locale);
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

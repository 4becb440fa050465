package gov.mt.immtrax.access.traffic;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

/** Says no in the words of whoever asks: as a page to people, and as the engine's REST says it to Tasklist, which shows it. */
@Component
class Refusal {

    private final MessageSource messages;
    private final ObjectMapper json;

    Refusal(MessageSource messages, ObjectMapper json) {
        this.messages = messages;
        this.json = json;
    }

    void send(HttpServletRequest request, HttpServletResponse response, HttpStatus status) throws IOException {
        send(request, response, status, "traffic.refused." + status.value());
    }

    /** @param words key of the message that a call of the engine's REST is told; a page says what its status says */
    void send(HttpServletRequest request, HttpServletResponse response, HttpStatus status, String words) throws IOException {
        if (!Submissions.isEngineCall(request)) {
            response.sendError(status.value());
            return;
        }
        response.setStatus(status.value());
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        AnswerHeaders.addMissing(request, response);
        json.writeValue(response.getOutputStream(), Map.of("type", status.getReasonPhrase(), "message", messages.getMessage(words, null, request.getLocale())));
    }
}

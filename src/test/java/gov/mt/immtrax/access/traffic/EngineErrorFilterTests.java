package gov.mt.immtrax.access.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

@ExtendWith(OutputCaptureExtension.class)
class EngineErrorFilterTests {

    private static final String SQL =
            "ENGINE-03083 Unexpected exception while executing database operations with message '### Error "
                    + "updating database. Cause: org.h2.jdbc.JdbcSQLIntegrityConstraintViolationException: VALUES ('Nancy Nurse'); SQL statement: "
                    + "insert into ACT_RU_JOB";

    private final ObjectMapper json = new ObjectMapper();
    private final MockHttpServletRequest request =
            new MockHttpServletRequest("POST", "/camunda/api/engine/engine/default/task/x/claim");
    private final MockHttpServletResponse response = new MockHttpServletResponse();

    @Test
    void tellsAFailureInWordsWithItsNumber(CapturedOutput log) throws Exception {
        JsonNode answer = answer(500, SQL);

        assertThat(response.getStatus()).isEqualTo(500);
        assertThat(response.getContentAsString()).doesNotContain("SQL", "ACT_", "ENGINE", "Nancy", "h2");
        assertThat(answer.get("message").asText())
                .contains("the number " + answer.get("id").asText());
        assertThat(log.getOut())
                .contains(answer.get("id").asText()
                        + ": POST /camunda/api/engine/engine/default/task/x/claim failed with 500")
                .doesNotContain("Nancy");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                SQL,
                "Cannot do it: java.lang.NullPointerException",
                "Unrecognized field (class org.camunda.bpm.engine.rest.dto.X)",
                "Cannot submit: ENGINE-03051 no",
                "column ACT_ID_ of act_ru_task",
                "one\n\tat two",
                "Unexpected end [Source: (X)]"
            })
    void tellsARefusalThatWasMadeForTheLogInWords(String message) throws Exception {
        JsonNode answer = answer(400, message);

        assertThat(response.getStatus()).isEqualTo(400);
        assertThat(answer.get("message").asText()).isEqualTo("We did not expect what was sent. Nothing was changed.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Cannot submit task form 1: note: Say why you return it",
                "Someone else has already claimed this task",
                "Users cannot do this"
            })
    void leavesWhatIsSaidToPeople(String message) throws Exception {
        JsonNode answer = answer(400, message);

        assertThat(answer.get("message").asText()).isEqualTo(message);
        assertThat(answer.get("type").asText()).isEqualTo("SomeException");
        assertThat(response.getContentLength()).isEqualTo(response.getContentAsByteArray().length);
    }

    @Test
    void leavesWhatIsNoError() throws Exception {
        assertThat(answer(200, SQL).get("message").asText()).isEqualTo(SQL);
    }

    private JsonNode answer(int status, String message) throws Exception {
        ResourceBundleMessageSource messages = new ResourceBundleMessageSource();
        messages.setBasename("messages");
        messages.setDefaultEncoding("UTF-8");
        byte[] body = json.writeValueAsBytes(
                json.createObjectNode().put("type", "SomeException").put("message", message));
        new EngineErrorFilter(new ErrorResponder(messages, json), json)
                .doFilter(request, response, (asked, answered) -> {
                    answered.setContentLength(body.length);
                    ((HttpServletResponse) answered).setStatus(status);
                    answered.getOutputStream().write(body);
                    answered.flushBuffer();
                    answered.getOutputStream().close();
                });
        return json.readTree(response.getContentAsString(StandardCharsets.UTF_8));
    }
}

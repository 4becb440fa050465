package gov.mt.immtrax.access.engine.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** The door of the engine's REST by itself: the engine behind it has guards of its own. */
class EngineExpressionFilterTests {

    private final MockHttpServletRequest request =
            new MockHttpServletRequest("POST", "/camunda/api/engine/engine/default/task");
    private final MockHttpServletResponse response = new MockHttpServletResponse();
    private final MockFilterChain chain = new MockFilterChain();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"assigneeExpression\": \"${1}\"}",
                "{\"ASSIGNEEEXPRESSION\": \"${1}\"}",
                "{\"assigneeexpression\": null}",
                "{\"expression\": \"${1}\"}",
                "{\"assigneeExpress\\u0069on\": \"${1}\"}",
                "{\"\\u0061ssignee\\u0045xpression\": \"${1}\"}",
                "{\"orQueries\": [{\"assigneeExpression\": \"${1}\"}]}",
                "{\"orQueries\": [{}, {\"name\": \"x\"}, {\"dueBeforeExpression\": \"${1}\"}]}",
                "{\"query\": {\"orQueries\": [{\"candidateGroupExpression\": \"${1}\"}]}}",
                "{\"a\": [[[[{\"b\": {\"c\": [{\"followUpAfterExpression\": 1}]}}]]]]}",
                "[{\"assigneeExpression\": \"${1}\"}]",
                "{\"name\": \"x\"} {\"assigneeExpression\": \"${1}\"}",
                "{\"name\": \"x\", \"name\": {\"assigneeExpression\": \"${1}\"}}",
                "/* not JSON */ {}",
                "{'assigneeExpression': '${1}'}",
                "{assigneeExpression: 1}",
                "{\"name\": \"x\"",
                "\u0000{}"
            })
    void refusesBodies(String body) throws Exception {
        request.setContent(body.getBytes(StandardCharsets.UTF_8));
        assertThat(isRefused()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16", "UTF-16LE", "UTF-32"})
    void refusesThemInEveryEncodingThatTheEngineReads(String encoding) throws Exception {
        request.setContent("{\"assigneeExpression\": \"${1}\"}".getBytes(encoding));
        assertThat(isRefused()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "assigneeExpression=x",
                "assigneeExpressi%6Fn=x",
                "ASSIGNEEEXPRESSION=x",
                "name=x&dueBeforeExpression=y",
                "name=x;dueBeforeExpression=y",
                "assigneeExpression"
            })
    void refusesAddresses(String query) throws Exception {
        request.setMethod("GET");
        request.setQueryString(query);
        assertThat(isRefused()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "{}", "[]", "{\"orQueries\": [{\"name\": \"assigneeExpression\"}]}", "{\"expressions\": 1}"})
    void letsTheRestPassAsItIs(String body) throws Exception {
        request.setContent(body.getBytes(StandardCharsets.UTF_8));
        request.setQueryString("name=x&assignee=some%40body");
        assertThat(isRefused()).isFalse();
        assertThat(chain.getRequest().getInputStream().readAllBytes())
                .asString()
                .isEqualTo(body);
    }

    @Test
    void refusesWhatIsTooLongToBeAQuery() throws Exception {
        request.setContent(new byte[5 * 1024 * 1024]);
        new EngineExpressionFilter(() -> true).doFilter(request, response, chain);
        assertThat(response.getStatus()).isEqualTo(413);
        assertThat(chain.getRequest()).isNull();
    }

    private boolean isRefused() throws Exception {
        new EngineExpressionFilter(() -> true).doFilter(request, response, chain);
        boolean refused = chain.getRequest() == null;
        assertThat(response.getStatus()).isEqualTo(refused ? 400 : 200);
        return refused;
    }
}

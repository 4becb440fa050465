package gov.mt.immtrax.access.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class DatabaseUnavailableFilterTests {

    @ParameterizedTest
    @ValueSource(strings = {"/staff/requests.csv", "/camunda/api/engine/engine/default/task"})
    void keepsNothingOfAPageThatHadBegun(String path) throws Exception {
        ResourceBundleMessageSource messages = new ResourceBundleMessageSource();
        messages.setBasename("messages");
        MockHttpServletResponse response = new MockHttpServletResponse();

        new DatabaseUnavailableFilter(messages, new ErrorResponder(messages, new ObjectMapper()))
                .doFilter(new MockHttpServletRequest("GET", path), response, (request, begun) -> {
                    response.setHeader("Content-Disposition", "attachment; filename=requests.csv");
                    response.setHeader("ETag", "x");
                    throw new IllegalStateException(new SQLTransientConnectionException("no connection in 3 s"));
                });

        assertThat(response.getStatus()).isEqualTo(503);
        assertThat(response.getContentAsString()).contains("is too busy right now or cannot reach its database");
        assertThat(response.getHeaderNames())
                .contains("Retry-After", "X-Content-Type-Options", "Cache-Control")
                .doesNotContain("Content-Disposition", "ETag");
    }
}

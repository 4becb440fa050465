package gov.mt.immtrax.access.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.support.StaticMessageSource;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** The spellings that a browser does not send; MatrixTests asks all routes of the running service in the others. */
class AddressFilterTests {

    private final MockFilterChain chain = new MockFilterChain();
    private final MockHttpServletResponse response = new MockHttpServletResponse();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/camunda/api/engine/engine/default/job\\x",
                "/camunda/api/engine/engine/default/job/\u0000",
                "/camunda/api/engine/\u00e9",
                "/camunda/api/engine/engine/default/job/x%",
                "/camunda/api/engine/engine/default/job/%u0061",
                "/camunda/api/engine/./x",
                "/camunda/api/engine/engine/default/job/x%3a1",
                "/camunda/api/engine/\u202ex",
                "/%63amunda/api/engine",
                "/Camunda/api/x%2Fy"
            })
    void refuses(String path) throws Exception {
        filter(path);
        assertThat(response.getStatus()).isEqualTo(400);
        assertThat(chain.getRequest()).isNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /camunda/api/engine/engine/                                          | /camunda/api/engine/engine
            /camunda/api/engine/engine/default/process-instance/x/suspended/     | /camunda/api/engine/engine/default/process-instance/x/suspended
            /camunda/api/engine/engine/default/process-definition/a:1:x/xml      | /camunda/api/engine/engine/default/process-definition/a:1:x/xml
            /camunda/api/engine/engine/default/process-definition/a%3A1%3Ax/xml  | /camunda/api/engine/engine/default/process-definition/a%3A1%3Ax/xml
            /camunda/api/engine/engine/default/user/pat+o'neil%40mt.gov/profile  | /camunda/api/engine/engine/default/user/pat+o'neil%40mt.gov/profile
            /camunda/app/tasklist/default/                                       | /camunda/app/tasklist/default/
            /requests/                                                           | /requests/
            """)
    void letsPassInOneForm(String path, String form) throws Exception {
        filter(path);
        HttpServletRequest passed = (HttpServletRequest) chain.getRequest();
        assertThat(passed.getRequestURI()).isEqualTo(form);
        assertThat(passed.getRequestURL().toString()).endsWith(form);
    }

    @Test
    void answersALongPathAtOnce() throws Exception {
        filter("/camunda/api/" + "a".repeat(200_000) + "%");
        assertThat(response.getStatus()).isEqualTo(400);
    }

    private void filter(String path) throws Exception {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", path);
        request.setServletPath(path.replace("%63", "c"));
        new AddressFilter(new ErrorResponder(words(), new ObjectMapper())).doFilter(request, response, chain);
    }

    private static StaticMessageSource words() {
        StaticMessageSource words = new StaticMessageSource();
        words.setUseCodeAsDefaultMessage(true);
        return words;
    }
}

package gov.mt.immtrax.access.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import gov.mt.immtrax.access.identity.CurrentPerson;
import jakarta.servlet.RequestDispatcher;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.security.oauth2.client.OAuth2ClientAutoConfiguration;
import org.springframework.boot.autoconfigure.security.oauth2.client.servlet.OAuth2ClientWebSecurityAutoConfiguration;
import org.springframework.boot.test.autoconfigure.web.servlet.WebMvcTest;
import org.springframework.http.MediaType;
import org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@WebMvcTest(
        excludeAutoConfiguration = {OAuth2ClientAutoConfiguration.class, OAuth2ClientWebSecurityAutoConfiguration.class
        })
@ContextConfiguration(classes = PortalPages.class)
class ErrorPagesTests {

    @Autowired
    private MockMvcTester pages;

    @MockitoBean
    private Clock clock;

    @MockitoBean
    private CurrentPerson currentPerson;

    @BeforeEach
    void nobodyIsLoggedIn() {
        given(currentPerson.find()).willReturn(Optional.empty());
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "400, This did not work",
        "403, You cannot open this page",
        "404, Page not found",
        "405, This did not work",
        "500, Something went wrong on our side",
        "408, Your form took too long to arrive",
        "409, Someone else was faster",
        "503, Too many forms at once",
    })
    void sayWhatToDoAndWhomToCall(int status, String title) {
        MvcTestResult answer = pages.perform(get("/error")
                .accept(MediaType.TEXT_HTML)
                .requestAttr(RequestDispatcher.ERROR_STATUS_CODE, status)
                .requestAttr(RequestDispatcher.ERROR_EXCEPTION, new IllegalStateException("secret of the inside")));
        Document page = Jsoup.parse(new String(answer.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8));

        assertThat(answer).hasStatus(status);
        assertThat(page.select("main h1").text()).isEqualTo(title);
        assertThat(page.select("main").text()).contains("What you can do", "406-444-5580");
        assertThat(page.html())
                .doesNotContain("secret of the inside")
                .doesNotContain("IllegalState")
                .doesNotContain("??");
    }

    @Test
    void areLeftToTheServerForPeopleWhoMistypedAnAddress() {
        assertThat(pages.perform(get("/no/such/page").accept("text/html,application/xhtml+xml,*/*;q=0.8")))
                .hasStatus(404)
                .satisfies(answer ->
                        assertThat(answer.getResponse().getContentAsString()).isEmpty());
    }

    @Test
    void leaveProblemDetailsToPrograms() {
        assertThat(pages.perform(get("/no/such/page").accept(MediaType.APPLICATION_JSON)))
                .hasStatus(404)
                .hasContentType(MediaType.APPLICATION_PROBLEM_JSON);
    }

    @Test
    void areLeftToTheServerForAMethodThatAPageDoesNotHave() {
        assertThat(pages.perform(
                        post("/").accept(MediaType.TEXT_HTML).with(SecurityMockMvcRequestPostProcessors.csrf())))
                .hasStatus(405)
                .satisfies(answer ->
                        assertThat(answer.getResponse().getContentAsString()).isEmpty());
    }
}

package gov.mt.immtrax.access.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestRedirectFilter;

class LoginStartErrorsTests {

    @ParameterizedTest
    @CsvSource({
        "/oauth2/authorization/okta, 302, /login/failed",
        "/oauth2/authorization/other, 404,",
    })
    void areAnsweredInWordsIfTheProviderCannotBeAsked(String path, int status, String leadsTo) throws Exception {
        var filter = new LoginStartErrors().postProcess(new OAuth2AuthorizationRequestRedirectFilter(registration -> {
            throw new IllegalStateException("the provider is out of order");
        }));
        var request = new MockHttpServletRequest("GET", path);
        request.setServletPath(path);
        var response = new MockHttpServletResponse();

        filter.doFilter(request, response, new MockFilterChain());

        assertThat(response.getStatus()).isEqualTo(status);
        assertThat(response.getRedirectedUrl()).isEqualTo(leadsTo);
    }
}

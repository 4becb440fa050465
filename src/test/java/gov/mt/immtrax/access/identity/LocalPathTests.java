package gov.mt.immtrax.access.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;

class LocalPathTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/requests",
                "/requests/REQ0100387",
                "/requests/new?type=NEW_ACCESS",
                "/agreements/REQ0100387?from=mail",
                "/credentials/REQ0100387",
                "/staff/mails?q=a%20b&page=2",
                "/camunda/app/tasklist/default/",
                "/people"
            })
    void areThoseOfOurPages(String path) {
        assertThat(LocalPath.of(path)).contains(path);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "requests",
                "//evil.example.org",
                "/\\evil.example.org",
                "\\\\evil.example.org",
                "https://evil.example.org",
                "/requests//evil",
                "/requests/../../evil",
                "/requests/..",
                "/login/oauth2/code/okta",
                "/logout",
                "/camunda/api/engine",
                "/evil",
                "/requests\nSet-Cookie: x",
                "/requests?x=\"><script>",
                "javascript:alert(1)",
                "/requestsevil",
                "/%2f/evil",
                "/requests#x"
            })
    void areNothingElse(String path) {
        assertThat(LocalPath.of(path)).isEmpty();
    }

    @Test
    void canBeMissing() {
        assertThat(LocalPath.of((String) null)).isEmpty();
        assertThat(LocalPath.before(new MockHttpServletRequest())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "http://localhost/requests/new?type=NEW_ACCESS, /requests/new?type=NEW_ACCESS",
        "http://localhost, ",
        "http://evil.example.org/requests/new, ",
        "http://localhost.evil.example.org/requests/new, ",
        "http://localhost//evil.example.org, ",
        "not an address, "
    })
    void areTakenFromThePageBeforeIfItIsOurs(String referer, String path) {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.addHeader("Referer", referer);

        assertThat(LocalPath.before(request).orElse(null)).isEqualTo(path);
    }
}

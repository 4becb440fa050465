package gov.mt.immtrax.access.identity;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.Cookie;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class SessionCookieTests {

    private static final String PLAIN = "IMMTRAX_SESSION";
    private static final String OF_THIS_HOST = "__Host-IMMTRAX_SESSION";

    @Test
    void isBoundToItsHostWhereThereIsTls() {
        SessionCookie cookies = at("https://access.example.org");

        String header = written(cookies);

        assertThat(header)
                .startsWith(OF_THIS_HOST + "=")
                .contains("; Path=/;", "Secure", "HttpOnly", "SameSite=Lax")
                .doesNotContain("Domain");
        assertThat(cookies.resolveSessionIds(with(OF_THIS_HOST, value(header)))).containsExactly("some-session");
        assertThat(cookies.resolveSessionIds(with(PLAIN, value(header))))
                .as("which a neighbouring host could set")
                .isEmpty();
    }

    /** Browsers refuse the prefix without TLS. */
    @Test
    void hasAPlainNameWithoutTls() {
        SessionCookie cookies = at("http://localhost:8080");

        String header = written(cookies);

        assertThat(header)
                .startsWith(PLAIN + "=")
                .contains("; Path=/;", "HttpOnly", "SameSite=Lax")
                .doesNotContain("Secure");
        assertThat(cookies.resolveSessionIds(with(PLAIN, value(header)))).containsExactly("some-session");
    }

    private static SessionCookie at(String publicUrl) {
        SessionSettings settings = new SessionSettings(
                "ICEiIyQlJicoKSorLC0uLzAxMjM0NTY3ODk6Ozw9Pj8=",
                Duration.ofMinutes(30),
                Duration.ofMinutes(5),
                Duration.ofHours(12),
                Duration.ofMinutes(15));
        return new SessionCookie(
                new SessionEncryption(settings), new MockEnvironment().withProperty("immtrax.public-url", publicUrl));
    }

    private static String written(SessionCookie cookies) {
        MockHttpServletResponse response = new MockHttpServletResponse();
        cookies.setSessionId(new MockHttpServletRequest(), response, "some-session");
        return response.getHeader("Set-Cookie");
    }

    private static String value(String header) {
        return header.substring(header.indexOf('=') + 1, header.indexOf(';'));
    }

    private static MockHttpServletRequest with(String name, String value) {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", "/requests");
        request.setCookies(new Cookie(name, value));
        return request;
    }
}

package gov.mt.immtrax.access.identity;

import gov.mt.immtrax.access.EngineWebApplications;
import gov.mt.immtrax.access.TestClock;
import gov.mt.immtrax.access.TestSettings;
import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * The whole service on free ports, with its servlets and filters, and people who really log in. Its engine has a name
 * of its own, {@link #ENGINE_NAME}: the engine's applications find engines by name, all over the test run.
 */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "camunda.bpm.process-engine-name=" + RunningService.ENGINE_NAME)
@TestSettings
@Import(TestClock.class)
public abstract class RunningService {

    protected static final String ENGINE_NAME = "doors";

    private static final FakeIdentityProvider PROVIDER = new FakeIdentityProvider();

    @LocalServerPort
    private int port;

    @LocalManagementPort
    private int managementPort;

    @DynamicPropertySource
    static void identityProvider(DynamicPropertyRegistry settings) {
        String okta = "spring.security.oauth2.client.provider.okta.";
        settings.add(okta + "issuer-uri", PROVIDER::issuer);
        // its addresses are found below the issuer
        settings.add(okta + "authorization-uri", () -> "");
        settings.add(okta + "token-uri", () -> "");
        settings.add(okta + "jwk-set-uri", () -> "");
        settings.add("management.prometheus.metrics.export.enabled", () -> true); // tests switch it off by default
    }

    static FakeIdentityProvider provider() {
        return PROVIDER;
    }

    /** Who logs in next, in whatever browser. */
    protected void nextVisitor(String address, String... groups) {
        PROVIDER.visitor(address, "Some Body", groups);
    }

    protected String page(String path) {
        return "http://localhost:" + port + path;
    }

    protected URI management(String path) {
        return URI.create("http://localhost:" + managementPort + path);
    }

    /** The id of a browser's session, as it is in the database. */
    protected static String idOf(Browser browser) {
        String cookie = new String(
                Base64.getDecoder().decode(browser.cookie("IMMTRAX_SESSION").orElseThrow()), StandardCharsets.UTF_8);
        return cookie.substring(0, cookie.indexOf('.'));
    }

    /** The service's clock stands at so long from now, until {@link #letTheClockRun}. */
    protected static void itIsLater(Duration by) {
        ClockUtil.setCurrentTime(Date.from(Instant.now().plus(by)));
    }

    /** Before each test: a service that makes room for this one closes later than a class begins. */
    @BeforeEach
    void openTheWebApplications() {
        EngineWebApplications.restore();
    }

    @AfterEach
    void letTheClockRun() {
        ClockUtil.reset();
        PROVIDER.behave();
    }

    protected Browser browser() {
        return new Browser(page(""));
    }

    /** A browser of somebody who has logged in and landed on the forms page. */
    protected Browser loggedIn(String address, String... groups) {
        Browser browser = browser();
        nextVisitor(address, groups);
        HttpResponse<String> page = browser.get("/oauth2/authorization/okta");
        if (page.statusCode() != 200 || !page.uri().getPath().equals("/")) {
            throw new AssertionError("Login ended at " + page.uri() + " with " + page.statusCode());
        }
        return browser;
    }

    /** Keeps cookies and follows redirects, as a browser does. */
    protected static final class Browser {

        private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
        private final HttpClient client =
                client().followRedirects(HttpClient.Redirect.ALWAYS).build();
        private final HttpClient still = client().build();
        private final String base;

        Browser(String base) {
            this.base = base;
        }

        public HttpResponse<String> get(String path) {
            return send(client, request(path).header("Accept", "text/html").GET());
        }

        /** As {@link #get}, but stops at a redirect. */
        public HttpResponse<String> step(String path) {
            return send(still, request(path).GET());
        }

        public HttpResponse<String> postForm(String path, String body) {
            return send(
                    still,
                    request(path)
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .POST(HttpRequest.BodyPublishers.ofString(body)));
        }

        /** Calls the engine's REST as its applications do, with their token. */
        public HttpResponse<String> call(String method, String path, String json) {
            HttpRequest.Builder request = request(path)
                    .header("Content-Type", "application/json")
                    .method(method, HttpRequest.BodyPublishers.ofString(json));
            cookie("XSRF-TOKEN").ifPresent(token -> request.header("X-XSRF-TOKEN", token));
            return send(still, request);
        }

        /**
         * Asks whatever, however, and stops at a redirect; with the token of the engine's applications if there is one.
         */
        HttpResponse<String> ask(String method, String path, String type, String body) {
            HttpRequest.Builder request = request(path)
                    .method(
                            method,
                            body == null
                                    ? HttpRequest.BodyPublishers.noBody()
                                    : HttpRequest.BodyPublishers.ofString(body));
            if (type != null) {
                request.header("Content-Type", type);
            }
            cookie("XSRF-TOKEN").ifPresent(token -> request.header("X-XSRF-TOKEN", token));
            return send(still, request);
        }

        /** Sends one file to the engine, to be deployed. */
        public HttpResponse<String> deploy(String path) {
            String body = "--x\r\n"
                    + "Content-Disposition: form-data; name=\"deployment-name\"\r\n\r\n"
                    + "mine\r\n"
                    + "--x\r\n"
                    + "Content-Disposition: form-data; name=\"data\"; filename=\"mine.txt\"\r\n\r\n"
                    + "text\r\n"
                    + "--x--\r\n";
            return send(
                    still,
                    request(path)
                            .header("Content-Type", "multipart/form-data; boundary=x")
                            .header("X-XSRF-TOKEN", cookie("XSRF-TOKEN").orElseThrow())
                            .POST(HttpRequest.BodyPublishers.ofString(body)));
        }

        /** The token of the forms of a page. */
        public String csrfToken(String path) {
            Matcher field = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"")
                    .matcher(get(path).body());
            if (!field.find()) {
                throw new AssertionError("No form on " + path);
            }
            return field.group(1);
        }

        /** As {@link #step}, with more headers: name, value, name, value. */
        public HttpResponse<String> stepWith(String[] headers, String path) {
            return send(still, request(path).headers(headers).GET());
        }

        /** Puts a cookie of another browser, or a made-up one, in place. */
        public void setCookie(String name, String value) {
            HttpCookie cookie = new HttpCookie(name, value);
            cookie.setPath("/");
            cookie.setVersion(0);
            cookies.getCookieStore().removeAll();
            cookies.getCookieStore().add(URI.create(base), cookie);
        }

        public Optional<String> cookie(String name) {
            return cookies.getCookieStore().getCookies().stream()
                    .filter(cookie -> cookie.getName().equals(name))
                    .map(HttpCookie::getValue)
                    .findFirst();
        }

        private HttpClient.Builder client() {
            return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).cookieHandler(cookies);
        }

        private HttpRequest.Builder request(String path) {
            return HttpRequest.newBuilder(URI.create(path.startsWith("http") ? path : base + path));
        }

        private static HttpResponse<String> send(HttpClient client, HttpRequest.Builder request) {
            try {
                return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            } catch (IOException e) {
                throw new IllegalStateException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }
}

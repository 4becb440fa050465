package gov.mt.immtrax.access.demo.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.net.PortProber;

/** Speaks the protocol with the provider step by step, as a client of it does; the service itself is not running. */
class IdentityProviderIT {

    private static final String APPLICATION = "http://localhost:1";
    private static final String REDIRECT = encode(APPLICATION + "/login/oauth2/code/okta");
    private static final ObjectMapper JSON = new ObjectMapper();

    private static IdentityProvider provider;

    /** Redirects are looked at, not followed. */
    private final HttpClient http =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

    @BeforeAll
    static void startProvider() {
        provider = IdentityProvider.start(PortProber.findFreePort(), APPLICATION);
    }

    @AfterAll
    static void stopProvider() {
        provider.close();
    }

    @Nested
    class LoginForm {

        @Test
        void offersEveryoneButTheUnverifiedPerson() throws Exception {
            var page = get("/login").body();

            assertThat(page)
                    .contains(
                            "stacy.supervisor@sphealth.org",
                            "nancy.nurse@sphealth.org",
                            "other.supervisor@example.org",
                            "help.desk@mt.gov",
                            "help.desk.lead@mt.gov",
                            "registry.staff@mt.gov",
                            "operations@mt.gov");
            assertThat(page).doesNotContain("unverified@example.org").doesNotContain("<script");
        }

        @Test
        void refusesAWrongPassword() throws Exception {
            assertThat(location(post("/login", "username=help.desk@mt.gov&password=guessed")))
                    .endsWith("/login?error");
        }

        @Test
        void sendsThoseBackToTheServiceWhoCameOnTheirOwn() throws Exception {
            assertThat(location(post("/login", "username=help.desk@mt.gov&password=demo")))
                    .isEqualTo(APPLICATION + "/");
        }
    }

    @Nested
    class Claims {

        @Test
        void carryAddressNameAndGroups() throws Exception {
            var tokens = logIn("help.desk.lead@mt.gov");

            for (var claims : new JsonNode[] {idToken(tokens), userInfo(tokens)}) {
                assertThat(claims.get("email").asText()).isEqualTo("help.desk.lead@mt.gov");
                assertThat(claims.get("email_verified").asBoolean()).isTrue();
                assertThat(claims.get("name").asText()).isEqualTo("Help Desk Lead");
                assertThat(claims.get("groups"))
                        .extracting(JsonNode::asText)
                        .containsExactly("help-desk", "help-desk-lead");
                assertThat(claims.get("sub").asText()).doesNotContain("@");
            }
            assertThat(idToken(tokens).get("iss").asText()).isEqualTo(provider.issuer());
        }

        @Test
        void vouchForNoUnverifiedAddress() throws Exception {
            assertThat(idToken(logIn("unverified@example.org"))
                            .get("email_verified")
                            .asBoolean())
                    .isFalse();
        }
    }

    @Test
    void endsTheSessionOnLogoutAndReturnsToTheService() throws Exception {
        var tokens = logIn("stacy.supervisor@sphealth.org");

        var answer = get("/connect/logout?id_token_hint="
                + tokens.get("id_token").asText() + "&post_logout_redirect_uri=" + encode(APPLICATION + "/"));

        assertThat(location(answer)).isEqualTo(APPLICATION + "/");
        assertThat(location(authorize())).endsWith("/login");
    }

    private JsonNode logIn(String address) throws Exception {
        assertThat(location(authorize())).endsWith("/login");
        var back = post("/login", "username=" + encode(address) + "&password=demo");
        var code = location(get(location(back).substring(provider.issuer().length())))
                .replaceAll(".*[?&]code=([^&]+).*", "$1");
        var credentials = IdentityProvider.CLIENT_ID + ":" + provider.clientSecret();
        var tokens = http.send(
                request("/oauth2/token")
                        .header(
                                "Authorization",
                                "Basic "
                                        + Base64.getEncoder()
                                                .encodeToString(credentials.getBytes(StandardCharsets.UTF_8)))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(
                                "grant_type=authorization_code&code=" + code + "&redirect_uri=" + REDIRECT))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(tokens.statusCode()).isEqualTo(200);
        return JSON.readTree(tokens.body());
    }

    private HttpResponse<String> authorize() throws Exception {
        return get("/oauth2/authorize?response_type=code&client_id=" + IdentityProvider.CLIENT_ID
                + "&scope=openid%20profile%20email%20groups&state=1&redirect_uri=" + REDIRECT);
    }

    private static JsonNode idToken(JsonNode tokens) throws IOException {
        return JSON.readTree(
                Base64.getUrlDecoder().decode(tokens.get("id_token").asText().split("\\.")[1]));
    }

    private JsonNode userInfo(JsonNode tokens) throws Exception {
        return JSON.readTree(http.send(
                        request("/userinfo")
                                .header(
                                        "Authorization",
                                        "Bearer " + tokens.get("access_token").asText())
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body());
    }

    private HttpResponse<String> get(String path) throws Exception {
        return http.send(request(path).build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, String form) throws Exception {
        return http.send(
                request(path)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(provider.issuer() + path)).header("Accept", "text/html");
    }

    private static String location(HttpResponse<?> response) {
        return response.headers().firstValue("Location").orElseThrow();
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}

package gov.mt.immtrax.access.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import gov.mt.immtrax.access.demo.Demo;
import gov.mt.immtrax.access.demo.DemoVisitor;
import gov.mt.immtrax.access.demo.identity.DemoPerson;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What happens to somebody who sends too much, from outside; a long window, so that nothing comes back meanwhile. */
class LimitsIT {

    private static Demo demo;

    @BeforeAll
    static void start() {
        demo = Demo.start(Map.of(
                "server.tomcat.remoteip.internal-proxies", "127\\.0\\.0\\.1|0:0:0:0:0:0:0:1",
                "immtrax.limits.window", "PT10H",
                "immtrax.limits.submissions-per-person", "4",
                "immtrax.limits.submissions-per-address", "40",
                "immtrax.limits.logins-per-address", "9"));
    }

    @AfterAll
    static void stop() {
        demo.stop();
    }

    @Test
    void asksAPersonToWaitAndKeepsWhatWasTyped() {
        DemoVisitor stacy = demo.visitor();
        stacy.logIn(DemoPerson.STACY_SUPERVISOR);
        stacy.get("/requests/new");
        Map<String, String> typed = Map.of("justification", "Say \"<b>hello</b>\"", "legalFirstName", "Nancy");
        for (int i = 0; i < 4; i++) {
            assertThat(stacy.post("/requests/new", typed).statusCode()).isEqualTo(422);
        }

        HttpResponse<String> answer = stacy.post("/requests/new", typed);

        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(Integer.parseInt(answer.headers().firstValue("Retry-After").orElseThrow()))
                .isBetween(8_000, 9_001);
        assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'self'");
        Document page = Jsoup.parse(answer.body());
        assertThat(page.select("h1").text()).isEqualTo("Too many forms in a short time");
        assertThat(page.select(".panel form[action=/requests/new][method=post]"))
                .hasSize(1);
        assertThat(page.select("input[name=justification]").val()).isEqualTo("Say \"<b>hello</b>\"");
        assertThat(page.select("input[name=legalFirstName]").val()).isEqualTo("Nancy");
        assertThat(page.select(".panel form input[name=_csrf]")).hasSize(1);
        assertThat(page.select("b")).isEmpty();

        assertThat(stacy.get("/requests").statusCode()).as("reading goes on").isEqualTo(200);
        assertThat(stacy.post("/logout", Map.of()).statusCode())
                .as("whoever wants to leave may")
                .isEqualTo(200);
    }

    @Test
    void tellsTasklistInItsOwnForm() throws Exception {
        DemoVisitor helpDesk = demo.visitor();
        helpDesk.logIn(DemoPerson.HELP_DESK);
        helpDesk.get("/camunda/app/tasklist/default/");
        String body = "{\"variables\": {}}";
        for (int i = 0; i < 2; i++) {
            for (String door : List.of("/submit-form", "/complete")) {
                assertThat(helpDesk.engine("POST", "/task/none" + door, body).statusCode())
                        .as("not yet")
                        .isNotEqualTo(429);
            }
        }

        HttpResponse<String> answer = helpDesk.engine("POST", "/task/none/submit-form", body);

        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/json");
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        assertThat(answer.headers().firstValue("Cache-Control").orElseThrow()).contains("no-store");
        assertThat(new ObjectMapper().readTree(answer.body()).get("message").asText())
                .contains("Wait a minute");
        for (int i = 0; i < 10; i++) {
            assertThat(helpDesk.engine("POST", "/task", "{}").statusCode())
                    .as("a query is no form")
                    .isEqualTo(200);
        }
    }

    @Test
    void stopsAnAddressBeforeAnyLogin() throws Exception {
        for (int i = 0; i < 40; i++) {
            assertThat(post("203.0.113.9", "/requests/new", "a=b").statusCode()).isNotEqualTo(429);
        }
        HttpResponse<String> answer = post("203.0.113.9", "/requests/new", "a=b&_csrf=none");

        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(Jsoup.parse(answer.body()).select(".panel form, input[name=_csrf]"))
                .as("nothing of it was read")
                .isEmpty();
        assertThat(post("203.0.113.10", "/requests/new", "a=b").statusCode())
                .as("the neighbour")
                .isNotEqualTo(429);
        assertThat(post("203.0.113.9", "//evil.example.org/", "a=b").body()).doesNotContain("action=\"//evil");
    }

    @Test
    void stopsAnAddressThatBeginsLoginAfterLogin() throws Exception {
        for (int i = 0; i < 9; i++) {
            assertThat(get("203.0.113.20", "/oauth2/authorization/okta").statusCode())
                    .isEqualTo(302);
        }
        HttpResponse<String> answer = get("203.0.113.20", "/oauth2/authorization/okta");

        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.body()).contains("Wait ", " seconds, then try again");
        assertThat(get("203.0.113.21", "/oauth2/authorization/okta").statusCode())
                .isEqualTo(302);
    }

    @Test
    void stopsAnAddressWhereABodyOfAnybodyIsRead() throws Exception {
        for (int i = 0; i < 40; i++) {
            assertThat(post("203.0.113.30", "/logout/connect/back-channel/okta", "a=b")
                            .statusCode())
                    .isNotEqualTo(429);
        }
        assertThat(post("203.0.113.30", "/logout/connect/back-channel/okta", "a=b")
                        .statusCode())
                .isEqualTo(429);
        assertThat(post("203.0.113.31", "/logout/connect/back-channel/okta", "a=b")
                        .statusCode())
                .isNotEqualTo(429);
    }

    private static HttpResponse<String> post(String from, String path, String body) throws Exception {
        return send(
                from,
                request(path)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private static HttpResponse<String> get(String from, String path) throws Exception {
        return send(from, request(path));
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(demo.baseUrl() + path)).header("Accept", "text/html");
    }

    private static HttpResponse<String> send(String from, HttpRequest.Builder request) throws Exception {
        return HttpClient.newHttpClient()
                .send(request.header("X-Forwarded-For", from).build(), HttpResponse.BodyHandlers.ofString());
    }
}

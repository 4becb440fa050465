package gov.mt.immtrax.access.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import gov.mt.immtrax.access.identity.RunningService;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every answer carries and what is too much, from outside, over real connections. */
class ResponsesTests extends RunningService {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String ENGINE = "/camunda/api/engine/engine/" + ENGINE_NAME;
    private static final String FORM = "application/x-www-form-urlencoded";

    @Nested
    class Headers {

        @ParameterizedTest
        @CsvSource({
            "GET, /, 200",
            "GET, /requests, 200",
            "GET, /requests/new, 200",
            "GET, /staff/mails, 200",
            "GET, /login/refused, 200",
            "GET, /login/expired, 200",
            "GET, /nothing, 404",
            "GET, /requests/REQ0000000, 404",
            "GET, /staff/mails?page=x, 400",
            "GET, /agreements/REQ0000000, 403",
            "DELETE, /login/expired, 302",
            "POST, /requests/new, 302",
            "GET, /error, 500",
            "GET, /staff/requests.csv, 403",
            "GET, /requests/new/, 404",
            "TRACE, /, 400",
            "PUT, /requests, 302"
        })
        void goWithEveryPage(String method, String path, int status) throws Exception {
            HttpResponse<String> page = asHelpDesk(method, path);

            assertThat(page.statusCode()).isEqualTo(status);
            carriesWhatAllCarry(page);
            if (!method.equals("TRACE")) {
                isAPage(page);
            }
        }

        @Test
        void goWithPagesForNobody() throws Exception {
            for (String path : List.of(
                    "/", "/login/refused", "/login/failed", "/requests", "/oauth2/authorization/okta", "/nothing")) {
                HttpResponse<String> page =
                        send(request(path).header("Accept", "text/html").GET());
                carriesWhatAllCarry(page);
                isAPage(page);
            }
        }

        @Test
        void goWithWhatIsRefusedBeforeItsLoginIsKnown() throws Exception {
            HttpResponse<String> page = send(request("/requests/new")
                    .header("Accept", "text/html")
                    .header("Content-Encoding", "br")
                    .header("Content-Type", FORM)
                    .POST(HttpRequest.BodyPublishers.ofString("a=" + "x".repeat(300_000))));

            assertThat(page.statusCode()).isEqualTo(415);
            carriesWhatAllCarry(page);
            isAPage(page);
        }

        @ParameterizedTest
        @ValueSource(strings = {"/theme.css", "/webjars/bootstrap/css/bootstrap.min.css"})
        void letFilesBeKept(String path) throws Exception {
            HttpResponse<String> file = send(request(path).GET());

            assertThat(file.statusCode()).isEqualTo(200);
            carriesWhatAllCarry(file);
            assertThat(file.headers().firstValue("Cache-Control")).contains("max-age=3600, public");
        }

        @Test
        void goWithTheEnginesApplications() throws Exception {
            for (String path : List.of(
                    "/camunda/app/tasklist/" + ENGINE_NAME + "/",
                    "/camunda/app/tasklist/scripts/config.js",
                    ENGINE + "/task",
                    ENGINE + "/task/none",
                    ENGINE + "/nothing",
                    "/camunda/app/cockpit/default/",
                    "/camunda/api/admin/setup/default/user/create")) {
                HttpResponse<String> answer = asHelpDesk("GET", path);
                carriesWhatAllCarry(answer);
                assertThat(answer.body()).doesNotContain("\tat ");
            }
            assertThat(header(asHelpDesk("GET", ENGINE + "/task"), "Cache-Control"))
                    .contains("no-store");
            assertThat(header(send(request(ENGINE + "/task").GET()), "Cache-Control"))
                    .contains("no-store");
            assertThat(header(
                            asHelpDesk("GET", "/camunda/app/tasklist/" + ENGINE_NAME + "/"), "Content-Security-Policy"))
                    .contains("object-src 'none'", "base-uri 'self'");
        }

        @Test
        void askForTlsWhereThereIsTls() throws Exception {
            for (String path : List.of("/", "/nothing", "/theme.css", "/error", ENGINE + "/task")) {
                assertThat(header(
                                send(request(path)
                                        .header("X-Forwarded-Proto", "https")
                                        .GET()),
                                "Strict-Transport-Security"))
                        .as(path)
                        .startsWith("max-age=31536000");
                assertThat(send(request(path).GET()).headers().firstValue("Strict-Transport-Security"))
                        .as(path)
                        .isEmpty();
            }
            HttpResponse<String> packed = send(request("/requests/new")
                    .header("X-Forwarded-Proto", "https")
                    .header("Content-Type", FORM)
                    .header("Content-Encoding", "br")
                    .POST(HttpRequest.BodyPublishers.ofString("a=" + "x".repeat(300_000))));
            assertThat(header(packed, "Strict-Transport-Security")).startsWith("max-age=31536000");
        }

        private void isAPage(HttpResponse<String> page) {
            assertThat(header(page, "Cache-Control")).contains("no-store");
            assertThat(header(page, "Content-Security-Policy"))
                    .contains(
                            "default-src 'self'",
                            "object-src 'none'",
                            "base-uri 'self'",
                            "frame-ancestors 'none'",
                            "form-action 'self'")
                    .doesNotContain("unsafe", "*");
            Document document = Jsoup.parse(page.body());
            assertThat(document.select("script, style, [style]"))
                    .as("inline script or style")
                    .isEmpty();
            assertThat(document.getAllElements().stream()
                            .flatMap(e -> e.attributes().asList().stream())
                            .filter(a -> a.getKey().startsWith("on")
                                    || a.getValue().strip().startsWith("javascript:")))
                    .isEmpty();
        }
    }

    private static void carriesWhatAllCarry(HttpResponse<String> answer) {
        ResponseHeaders.ALWAYS.forEach(
                (name, value) -> assertThat(answer.headers().allValues(name))
                        .as(name + " of " + answer.uri())
                        .isNotEmpty()
                        .allMatch(v -> v.equals(value)));
        assertThat(header(answer, "X-Frame-Options")).isIn("DENY", "SAMEORIGIN");
        assertThat(header(answer, "Referrer-Policy")).isEqualTo("same-origin");
        assertThat(answer.headers().firstValue("Server")).isEmpty();
        assertThat(answer.headers().firstValue("X-Powered-By")).isEmpty();
        assertThat(answer.body()).doesNotContain("Tomcat", "org.springframework", "\tat ");
    }

    /** What is too long, too much, too deep or packed. */
    @Nested
    class TooMuch {

        @Test
        void isNeverAFormThatLostItsEnd() throws Exception {
            Browser person = helpDesk();
            String fields =
                    IntStream.range(0, 10_000).mapToObj(i -> "f" + i + "=x").collect(Collectors.joining("&"));
            assertThat(posted(person, "/requests/new", fields).statusCode()).isEqualTo(400);
            assertThat(send(request("/?" + fields.substring(0, 3000)).GET()).statusCode())
                    .isEqualTo(400);
            assertThat(posted(person, "/requests/new", "justification=" + "x".repeat(300_000))
                            .statusCode())
                    .isEqualTo(413);
            assertThat(Jsoup.parse(posted(person, "/requests/new", "justification=" + "x".repeat(300_000))
                                    .body())
                            .select("h1")
                            .text())
                    .isEqualTo("Your form is too long");
        }

        @Test
        void isRefusedInPiecesToo() throws Exception {
            byte[] form = ("justification=x").getBytes(StandardCharsets.UTF_8);
            HttpResponse<String> answer = send(request("/requests/new")
                    .header("Accept", "text/html")
                    .header("Content-Type", FORM)
                    .header("Cookie", cookies(helpDesk()))
                    .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(form))));
            assertThat(answer.statusCode()).isEqualTo(411);
        }

        @Test
        void isRefusedForTheEngineToo() throws Exception {
            Browser helpDesk = helpDesk();
            String json = "{\"variables\": {\"note\": {\"value\": \"" + "x".repeat(1_100_000) + "\"}}}";
            HttpResponse<String> whole = helpDesk.call("POST", ENGINE + "/task/none/submit-form", json);
            HttpResponse<String> pieces = send(request(ENGINE + "/task/none/submit-form")
                    .header("Content-Type", "application/json")
                    .header("Cookie", cookies(helpDesk))
                    .header("X-XSRF-TOKEN", helpDesk.cookie("XSRF-TOKEN").orElseThrow())
                    .POST(HttpRequest.BodyPublishers.ofInputStream(
                            () -> new ByteArrayInputStream("{}".getBytes(StandardCharsets.UTF_8)))));
            HttpResponse<String> file = send(request(ENGINE + "/deployment/create")
                    .header("Content-Type", "multipart/form-data; boundary=x")
                    .header("Cookie", cookies(helpDesk))
                    .header("X-XSRF-TOKEN", helpDesk.cookie("XSRF-TOKEN").orElseThrow())
                    .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[10]))));

            assertThat(whole.statusCode()).isEqualTo(413);
            assertThat(pieces.statusCode()).isEqualTo(411);
            assertThat(file.statusCode()).isEqualTo(411);
            for (HttpResponse<String> answer : List.of(whole, pieces, file)) {
                assertThat(header(answer, "Content-Type")).startsWith("application/json");
                assertThat(answer.body()).contains("\"message\":\"").doesNotContain("Exception");
                carriesWhatAllCarry(answer);
            }
        }

        @Test
        void isRefusedWhenItIsDeep() {
            Browser helpDesk = helpDesk();
            for (String json : List.of(
                    "[".repeat(100_000),
                    "{\"a\":".repeat(5_000) + "1" + "}".repeat(5_000),
                    "{\"value\":" + "9".repeat(100_000) + "}")) {
                HttpResponse<String> answer = helpDesk.call("POST", ENGINE + "/task/none/submit-form", json);
                assertThat(answer.statusCode()).isEqualTo(400);
                assertThat(answer.body())
                        .contains("\"message\":\"We did not expect what was sent")
                        .doesNotContain("Exception", "\tat ");
            }
        }

        @ParameterizedTest
        @ValueSource(strings = {"gzip", "deflate", "br", "GZIP, identity"})
        void isRefusedWhenItIsPacked(String coding) throws Exception {
            ByteArrayOutputStream packed = new ByteArrayOutputStream();
            try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
                out.write("legalFirstName=Nancy".repeat(100_000).getBytes(StandardCharsets.UTF_8));
            }
            for (String path : List.of("/requests/new", ENGINE + "/task/none/submit-form")) {
                assertThat(send(request(path)
                                        .header("Content-Type", FORM)
                                        .header("Content-Encoding", coding)
                                        .POST(HttpRequest.BodyPublishers.ofByteArray(packed.toByteArray())))
                                .statusCode())
                        .isEqualTo(415);
            }
        }

        @Test
        void isNoFileWhereNoneIsAskedFor() throws Exception {
            HttpResponse<String> answer = send(
                    request("/requests/new")
                            .header("Content-Type", "multipart/form-data; boundary=x")
                            .POST(
                                    HttpRequest.BodyPublishers.ofString(
                                            "--x\r\nContent-Disposition: form-data; name=\"a\"; filename=\"b\"\r\n\r\nc\r\n--x--\r\n")));
            assertThat(answer.statusCode()).as("it is not even looked into").isEqualTo(415);
            carriesWhatAllCarry(answer);
        }

        private HttpResponse<String> posted(Browser person, String path, String body) throws Exception {
            return send(request(path)
                    .header("Cookie", cookies(person))
                    .header("Accept", "text/html")
                    .header("Content-Type", FORM)
                    .POST(HttpRequest.BodyPublishers.ofString(body)));
        }
    }

    /** What no client library would send; the container answers most of it before any page of ours. */
    @Nested
    class Broken {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "GET /[ HTTP/1.1",
                    "GET /%zz HTTP/1.1",
                    "GET /%00 HTTP/1.1",
                    "GET /a%00b HTTP/1.1",
                    "GET /requests/%2e%2e/ HTTP/1.1",
                    "GET /..;/staff/mails HTTP/1.1",
                    "GET /%c0%ae%c0%ae/ HTTP/1.1",
                    "GET /a\\b HTTP/1.1",
                    "GET /requests%2fnew HTTP/1.1",
                    "GET /?a=%zz HTTP/1.1",
                    "GET /?a=%00 HTTP/1.1",
                    "GET /login/refused?%1b[2J=x HTTP/1.1",
                    "GET /requests?find=%0d%0a HTTP/1.1",
                    "GET /requests?find=%ff%fe HTTP/1.1",
                    "GET /a b HTTP/1.1",
                    "G@T / HTTP/1.1",
                    "GET / HTTP/9.9",
                    "GET //evil.example.org/ HTTP/1.1",
                    "GET /%0d%0aSet-Cookie:%20a=b HTTP/1.1",
                    "GET /{{7*7}} HTTP/1.1",
                    "GET /camunda//api/engine/engine HTTP/1.1",
                    "GET /camunda/api/engine;x/engine HTTP/1.1",
                    "GET /oauth2/authorization/other HTTP/1.1",
                    "GET",
                    "\u0000\u0001"
                })
        void isAnsweredWithoutDetails(String line) throws IOException {
            String answer = raw(line + "\r\nHost: localhost\r\nConnection: close\r\n\r\n");

            assertThat(answer).matches("(?s)HTTP/1.1 (?:40[0345]|302|505|501) ?.*");
            assertThat(answer)
                    .doesNotContain(
                            "Tomcat",
                            "Apache",
                            "Exception",
                            "\tat ",
                            "org.apache",
                            "org.springframework",
                            "Location: //",
                            "Location: http://evil",
                            "Set-Cookie: a",
                            "<style",
                            "7*7");
            if (answer.contains("text/plain") || answer.contains("text/html")) {
                assertThat(answer)
                        .contains("X-Content-Type-Options: nosniff", "Content-Security-Policy: ", "Cache-Control: no-");
            }
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "X-Long: LONG",
                    "Cookie: a=LONG",
                    "Bad Name: x",
                    "Host: a/b",
                    "Content-Length: -1",
                    "Content-Length: x",
                    "Transfer-Encoding: chunked, x",
                    "X-Null: \u0000"
                })
        void isAnsweredWithoutDetailsForHeadersToo(String header) throws IOException {
            String answer = raw("POST / HTTP/1.1\r\nHost: localhost\r\n" + header.replace("LONG", "x".repeat(20_000))
                    + "\r\nConnection: close\r\n\r\n");

            assertThat(answer)
                    .matches("(?s)HTTP/1.1 (?:4\\d\\d|302|501) ?.*")
                    .doesNotContain("Tomcat", "Exception", "\tat ", "org.apache", "<style");
        }

        @Test
        void isNotBelievedAboutItsLength() throws IOException {
            String answer = raw(
                    "POST /requests/new HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n"
                            + "Connection: close\r\n\r\n0\r\n\r\nGET /staff HTTP/1.1\r\nHost: localhost\r\n\r\n");
            assertThat(answer.split("HTTP/1.1 "))
                    .as("one answer, no smuggled second one")
                    .hasSize(2);
        }

        private String raw(String request) throws IOException {
            try (Socket socket = new Socket("localhost", URI.create(page("/")).getPort())) {
                socket.setSoTimeout(20_000);
                socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
                socket.getOutputStream().flush();
                return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            }
        }
    }

    private HttpResponse<String> asHelpDesk(String method, String path) throws Exception {
        return send(request(path)
                .header("Accept", path.contains("/api/") ? "application/json" : "text/html")
                .header("Cookie", cookies(helpDesk()))
                .method(method, HttpRequest.BodyPublishers.noBody()));
    }

    private Browser known;

    private Browser helpDesk() {
        if (known == null) {
            known = loggedIn("help.desk@mt.gov", "help-desk");
            known.get("/camunda/app/tasklist/" + ENGINE_NAME + "/");
        }
        return known;
    }

    private static String cookies(Browser browser) {
        return Stream.of("IMMTRAX_SESSION", "XSRF-TOKEN")
                .map(name -> name + "=" + browser.cookie(name).orElse(""))
                .collect(Collectors.joining("; "));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(page(path)));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElse("(no " + name + ")");
    }
}

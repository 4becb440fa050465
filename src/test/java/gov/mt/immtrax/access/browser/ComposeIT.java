package gov.mt.immtrax.access.browser;

import static gov.mt.immtrax.access.demo.identity.DemoPerson.HELP_DESK;
import static gov.mt.immtrax.access.demo.identity.DemoPerson.NANCY_NURSE;
import static gov.mt.immtrax.access.demo.identity.DemoPerson.STACY_SUPERVISOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import gov.mt.immtrax.access.FreePort;
import gov.mt.immtrax.access.ServiceProcess;
import gov.mt.immtrax.access.StepsDocument;
import gov.mt.immtrax.access.compose.ComposedDatabase;
import gov.mt.immtrax.access.compose.Dockerfile;
import gov.mt.immtrax.access.compose.Keycloak;
import gov.mt.immtrax.access.demo.DemoMail;
import gov.mt.immtrax.access.demo.DemoMails;
import gov.mt.immtrax.access.demo.DemoVisitor;
import gov.mt.immtrax.access.demo.identity.DemoPerson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;

/**
 * What {@code docker compose up} starts, without containers: the jar in the layers of its image, with the variables and
 * secrets of the compose file, beside a real PostgreSQL, a real Keycloak and a real mail server.
 */
class ComposeIT {

    private static final Path JAR = Path.of(System.getProperty("immtrax.jar", "target/immtrax-access.jar"))
            .toAbsolutePath();
    private static final String USERNAME = "nnurse";
    private static final String PASSWORD = "Bitterroot-2026";

    @TempDir
    static Path folder;

    private static Keycloak keycloak;
    private static ComposedDatabase database;
    private static DemoMails mails;
    private static Path home;
    private static List<Path> files;
    private static ServiceProcess service;
    private static String readiness;

    @BeforeAll
    static void start() throws Exception {
        keycloak = Keycloak.running();
        var compose = keycloak.compose();
        database = ComposedDatabase.start(compose, folder);
        mails = DemoMails.start(0);
        int managementPort = FreePort.find();
        compose.place("127.0.0.1/8081", "127.0.0.1/" + managementPort);

        var image = Dockerfile.read();
        home = image.build(JAR, folder.resolve("image"));
        files = files();
        var environment = new HashMap<>(image.environment());
        environment.merge(
                "JAVA_TOOL_OPTIONS", "-XX:MaxRAM=" + compose.memory("app"), (given, memory) -> given + " " + memory);
        environment.putAll(compose.environment("app"));
        environment.put("SERVER_PORT", String.valueOf(keycloak.servicePort()));
        environment.put("MANAGEMENT_SERVER_PORT", String.valueOf(managementPort));
        environment.put("SPRING_MAIL_HOST", "localhost");
        environment.put("SPRING_MAIL_PORT", String.valueOf(mails.port()));
        service = new ServiceProcess(home, folder.resolve("output.txt"), image.arguments(), environment);
        readiness = service.awaitReadiness(managementPort);
    }

    @AfterAll
    static void stop() throws Exception {
        if (service != null) {
            service.close();
        }
        mails.close();
        database.close();
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(home)) {
            return all.sorted().toList();
        }
    }

    @Test
    void isReadyAndHealthyByTheCheckOfTheImage() {
        assertThat(readiness).contains("UP");
        assertThat(keycloak.compose().isHealthy(Dockerfile.read().healthCheck()))
                .isTrue();
    }

    @Test
    void takesOneRequestFromTheFormToTheCredentials() throws IOException {
        try (var visit = new Visit(keycloak.serviceUrl(), Browsers.chromium())) {
            visit.open("/requests/new?type=NEW_ACCESS", STACY_SUPERVISOR);
            visit.fill(StepsDocument.accessRequest());
            visit.press("Submit");
            var number = new RequestPage(visit).number();
            logOut(visit);

            mail(NANCY_NURSE, number + ": please sign your imMTrax user agreement");
            var agreement = new AgreementPages(visit);
            visit.open("/agreements/" + number, NANCY_NURSE);
            agreement.review(StepsDocument.userAgreementOfToday());
            agreement.submit();
            assertThat(visit.heading()).isEqualTo("Thank you. Your agreement is signed.");
            logOut(visit);

            try (var helpDesk = new Visit(keycloak.serviceUrl(), Browsers.chromium())) {
                provision(helpDesk, number);
            }
            assertThat(mail(NANCY_NURSE, number + ": your imMTrax login credentials")
                            .text())
                    .contains(USERNAME, PASSWORD);
            assertThat(mail(STACY_SUPERVISOR, number + ": imMTrax access is set up")
                            .text())
                    .doesNotContain(USERNAME, PASSWORD);
            visit.open("/requests/" + number, STACY_SUPERVISOR);
            visit.await(browser -> {
                browser.navigate().refresh();
                return new RequestPage(visit).status().equals("Access granted");
            });
        }
        assertThat(service.output()).doesNotContain(PASSWORD, NANCY_NURSE.address());
    }

    private static void logOut(Visit visit) {
        visit.press(visit.await(By.cssSelector("form[action='/logout'] button")));
        assertThat(visit.url()).as("back from the provider").isEqualTo(keycloak.serviceUrl() + "/");
        visit.open("/requests");
        assertThat(visit.url()).as("the provider knows nobody any more").startsWith(keycloak.issuer());
    }

    private static void provision(Visit helpDesk, String number) throws IOException {
        var tasklist = new TasklistPage(helpDesk);
        helpDesk.open(TasklistPage.PATH, HELP_DESK);
        tasklist.open(task(number));
        tasklist.claim();
        helpDesk.fill("check-account", "true");
        helpDesk.fill("outcome", "PROVISIONED");
        helpDesk.fill("username", USERNAME);
        helpDesk.fill("temporaryPassword", PASSWORD);
        tasklist.complete();
    }

    private static String task(String number) throws IOException {
        var helpDesk = new DemoVisitor(keycloak.serviceUrl());
        helpDesk.logIn(HELP_DESK);
        var tasks = helpDesk.engine("GET", "/task?processInstanceBusinessKey=" + number, null)
                .body();
        return new ObjectMapper().readTree(tasks).get(0).get("id").asText();
    }

    private static DemoMail mail(DemoPerson to, String subject) {
        return await("mail to " + to + ": " + subject)
                .until(
                        () -> mails.to(to.address()).stream()
                                .filter(mail -> mail.subject().equals(subject))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    @Test
    void keepsItsOwnTablesFromTheRoleThatItWorksWith() {
        var owners = database.asSuperuser()
                .sql("select schemaname || '.' || tablename, tableowner from pg_tables"
                        + " where schemaname not in ('pg_catalog', 'information_schema')")
                .query((row, number) -> Map.entry(row.getString(1), row.getString(2)))
                .list();

        assertThat(owners)
                .contains(
                        Map.entry("immtrax_access.access_request", "immtrax_owner"),
                        Map.entry("immtrax_engine.act_ru_task", "immtrax"));
        assertThat(owners)
                .allSatisfy(table -> assertThat(table.getValue())
                        .isEqualTo(table.getKey().startsWith("immtrax_engine.act_") ? "immtrax" : "immtrax_owner"));
    }

    @Test
    void writesNothingBesideItsOwnFiles() throws IOException {
        assertThat(files()).as("the container's file system is read-only").isEqualTo(files);
    }

    @Test
    void keepsItsSecretsOutOfTheLog() {
        assertThat(Stream.of(
                                "app-password",
                                "owner-password",
                                "client-secret",
                                "credentials-key",
                                "session-key",
                                "audit-signing-key")
                        .map(keycloak.compose()::secret))
                .noneMatch(service.output()::contains);
    }
}

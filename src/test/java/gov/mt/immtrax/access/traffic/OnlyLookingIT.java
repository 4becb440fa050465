package gov.mt.immtrax.access.traffic;

import static gov.mt.immtrax.access.demo.identity.DemoPerson.HELP_DESK;
import static gov.mt.immtrax.access.demo.identity.DemoPerson.HELP_DESK_LEAD;
import static gov.mt.immtrax.access.demo.identity.DemoPerson.NANCY_NURSE;
import static gov.mt.immtrax.access.demo.identity.DemoPerson.OPERATIONS;
import static gov.mt.immtrax.access.demo.identity.DemoPerson.REGISTRY_STAFF;
import static gov.mt.immtrax.access.demo.identity.DemoPerson.STACY_SUPERVISOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import gov.mt.immtrax.access.DatabaseDump;
import gov.mt.immtrax.access.Patience;
import gov.mt.immtrax.access.StepsDocument;
import gov.mt.immtrax.access.browser.Browsers;
import gov.mt.immtrax.access.demo.Demo;
import gov.mt.immtrax.access.demo.DemoMail;
import gov.mt.immtrax.access.demo.DemoVisitor;
import gov.mt.immtrax.access.demo.identity.DemoPerson;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.WebDriver;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Whoever only looks changes nothing: a scanner that opens the links of a mail before its reader does, a person who
 * opens every page there is. And what watches the service knows nobody by it.
 */
class OnlyLookingIT {

    private static final Duration PATIENCE = Patience.LONG;
    /** Sessions, the audit trail and the engine's own counters, which do note that somebody looked. */
    private static final String[] NOTES_OF_LOOKING = {"spring_session", "audit", "refusal_count", "act_ru_meter_log"};

    @TempDir
    static Path logs;

    private static Demo demo;
    private static JdbcClient jdbc;

    @BeforeAll
    static void start() {
        // what the service does by itself while somebody looks: checkpoints and their mail, the history's clean-up
        demo = Demo.start(Map.of(
                "server.tomcat.accesslog.directory",
                logs.toString(),
                "server.tomcat.accesslog.buffered",
                "false",
                "demo.register",
                "30",
                "immtrax.audit.seal-every",
                "1d",
                "camunda.bpm.generic-properties.properties.history-cleanup-enabled",
                "false"));
        jdbc = demo.bean(JdbcClient.class);
    }

    @AfterAll
    static void stop() {
        demo.stop();
    }

    @Test
    void aMailScannerTakesNothingFromThePerson() throws Exception {
        DemoVisitor stacy = loggedIn(STACY_SUPERVISOR);
        DemoVisitor nancy = loggedIn(NANCY_NURSE);
        DemoVisitor helpDesk = loggedIn(HELP_DESK);
        String number = request(stacy);

        scanned(number, NANCY_NURSE);
        sign(nancy, number);
        provision(helpDesk, number);
        await().atMost(PATIENCE)
                .until(() -> status(number).equals("GRANTED") && mails(number).size() >= 3);
        scanned(number, NANCY_NURSE);
        scanned(number, STACY_SUPERVISOR);

        assertThat(nancy.get("/requests/" + number).body()).contains("Access granted");
        namesNobodyInMetrics(number);
        namesNobodyInTheAccessLog();
    }

    @Test
    void aPersonWhoOpensEveryPageChangesNothing() throws Exception {
        DemoVisitor stacy = loggedIn(STACY_SUPERVISOR);
        Map<DemoPerson, DemoVisitor> people = new LinkedHashMap<>();
        for (DemoPerson person : List.of(NANCY_NURSE, HELP_DESK, HELP_DESK_LEAD, REGISTRY_STAFF, OPERATIONS)) {
            people.put(person, loggedIn(person));
        }
        people.put(STACY_SUPERVISOR, stacy);
        String number = request(stacy);
        DemoVisitor nancy = people.get(NANCY_NURSE);
        nancy.get("/agreements/" + number);
        nancy.post("/agreements/" + number, Map.of("action", "save", "facilityName", "half of it"));
        List<String> pages = pages(number);
        assertThat(pages)
                .contains(
                        "/",
                        "/people",
                        "/people/ACC0000001/dispute",
                        "/staff/accounts.csv",
                        "/requests",
                        "/requests/" + number,
                        "/agreements/" + number + "/review",
                        "/staff/requests/" + number + "/summary.json",
                        "/staff/requests.csv",
                        "/agreements/" + number + "/record.pdf");

        people.get(REGISTRY_STAFF)
                .get("/staff/inactivations"); // the months of inactivity are asked for once, which the engine notes

        changesNothing(
                "somebody looked at it",
                () -> people.forEach((person, visitor) -> pages.forEach(page -> {
                    assertThat(visitor.get(page).statusCode())
                            .as(person + " " + page)
                            .isIn(200, 400, 403, 404, 406);
                    visitor.getJson(page);
                    visitor.head(page);
                })));
    }

    /** HEAD, two at once, and a browser that runs what it finds; all without a login. */
    private static void scanned(String number, DemoPerson reader) throws Exception {
        List<String> links = mails(number).stream()
                .filter(mail -> mail.to().equals(reader.address()))
                .flatMap(mail -> links(mail).stream())
                .distinct()
                .toList();
        assertThat(links).isNotEmpty();
        changesNothing("a scanner opened it", () -> {
            HttpClient http = HttpClient.newBuilder()
                    .followRedirects(HttpClient.Redirect.ALWAYS)
                    .build();
            WebDriver browser = Browsers.chromium();
            try {
                for (String link : links) {
                    assertThat(send(http, link, HttpMethod.HEAD).join().statusCode())
                            .as(link)
                            .isLessThan(500);
                    var first = send(http, link, HttpMethod.GET);
                    var second = send(http, link, HttpMethod.GET);
                    assertThat(Stream.of(first, second)
                                    .map(CompletableFuture::join)
                                    .map(HttpResponse::statusCode))
                            .as(link)
                            .allMatch(status -> status < 500);
                    browser.get(link);
                    Browsers.await(browser, By.tagName("h1"));
                    assertThat(browser.getPageSource()).doesNotContain("I will safeguard my imMTrax access privileges");
                }
            } finally {
                browser.quit();
            }
        });
    }

    private static CompletableFuture<HttpResponse<String>> send(HttpClient http, String link, HttpMethod method) {
        return http.sendAsync(
                HttpRequest.newBuilder(URI.create(link))
                        .header("Accept", "text/html")
                        .method(method.name(), HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static void changesNothing(String because, ThrowingRunnable look) throws Exception {
        List<String> before = settled();
        look.run();
        assertThat(DatabaseDump.of(jdbc).contents(NOTES_OF_LOOKING))
                .as(because)
                .containsExactlyInAnyOrderElementsOf(before);
    }

    /** What is stored once the service has done by itself all that it does by itself. */
    private static List<String> settled() {
        var last = new AtomicReference<List<String>>(List.of());
        await().atMost(PATIENCE).pollInterval(Duration.ofSeconds(1)).until(() -> {
            List<String> now = DatabaseDump.of(jdbc).contents(NOTES_OF_LOOKING);
            return jobs() == 0 && now.equals(last.getAndSet(now));
        });
        return last.get();
    }

    private interface ThrowingRunnable {

        void run() throws Exception;
    }

    private static void namesNobodyInMetrics(String number) {
        var personal = "(?i).*(@|%40|REQ\\d{7}|" + number + "|nancy|stacy|sphealth).*";
        assertThat(demo.bean(MeterRegistry.class).getMeters())
                .isNotEmpty()
                .allSatisfy(meter -> assertThat(meter.getId().getTags())
                        .as(meter.getId().getName())
                        .noneMatch(tag -> tag.getValue().matches(personal)));
        assertThat(demo.bean(MeterRegistry.class).find("http.server.requests").meters())
                .isNotEmpty()
                .anyMatch(meter -> "/requests/{number}".equals(meter.getId().getTag("uri")));
    }

    private static void namesNobodyInTheAccessLog() throws Exception {
        DemoVisitor desk = loggedIn(HELP_DESK_LEAD);
        desk.get("/requests?find=nancy.nurse@sphealth.org");
        desk.get("/requests/new?type=NEW_ACCESS");
        try (Stream<Path> files = Files.list(logs)) {
            // the port of health and metrics keeps a log of its own beside it
            Path pages = files.filter(file -> file.getFileName().toString().startsWith("access"))
                    .findFirst()
                    .orElseThrow();
            String log = Files.readString(pages, StandardCharsets.UTF_8);
            assertThat(log)
                    .contains(" GET /requests 200 ", " POST /requests/new 30")
                    .doesNotContain("?", "find", "@", "sphealth", "code=", "state=", "http://", "Mozilla");
            assertThat(log.lines())
                    .allMatch(
                            line -> line.matches(
                                    "\\d{4}-\\d\\d-\\d\\dT[0-9:.]+(Z|[+-]\\d\\d:\\d\\d) [0-9a-f.:]+ [A-Z]+ /\\S* \\d{3} \\d+ \\d+"));
        }
    }

    private static String request(DemoVisitor stacy) {
        demo.endAccess(DemoPerson.NANCY_NURSE);
        stacy.get("/requests/new");
        String path =
                stacy.post("/requests/new", withdrawingOpenOnes(stacy)).uri().getPath();
        assertThat(path).matches("/requests/REQ\\d{7}");
        String number = path.substring("/requests/".length());
        await().atMost(PATIENCE).until(() -> !mails(number).isEmpty() && jobs() == 0);
        return number;
    }

    /** One open request for a person at a time. */
    private static Map<String, String> withdrawingOpenOnes(DemoVisitor stacy) {
        jdbc.sql("select number from access_request where status = 'AWAITING_SIGNATURE'")
                .query(String.class)
                .list()
                .forEach(open -> {
                    stacy.get("/requests/" + open);
                    stacy.post("/requests/" + open + "/withdraw", Map.of("confirm", "true"));
                });
        stacy.get("/requests/new");
        return StepsDocument.accessRequest();
    }

    private static void sign(DemoVisitor nancy, String number) {
        Map<String, String> typed = new LinkedHashMap<>(StepsDocument.userAgreementOfToday());
        typed.put("action", "review");
        nancy.get("/agreements/" + number);
        HttpResponse<String> review = nancy.post("/agreements/" + number, typed);
        String reviewed =
                Jsoup.parse(review.body()).select("input[name=reviewed]").val();
        nancy.post("/agreements/" + number + "/review", Map.of("reviewed", reviewed));
        await().atMost(PATIENCE).until(() -> task(number) != null);
    }

    private static void provision(DemoVisitor helpDesk, String number) {
        assertThat(helpDesk.engine("POST", "/task/" + task(number) + "/submit-form", """
                {"variables": {"outcome": {"value": "PROVISIONED"}, "username": {"value": "nnurse"},
                "temporaryPassword": {"value": "Xk7!temporary-9"}}}""")
                        .statusCode())
                .isIn(200, 204);
    }

    private static String task(String number) {
        return jdbc.sql("""
                        select t.id_ from act_ru_task t join act_ru_execution e on e.proc_inst_id_ = t.proc_inst_id_
                        where e.business_key_ = :number and t.task_def_key_ = 'UserTask_ProvisionAccess'""")
                .param("number", number)
                .query(String.class)
                .optional()
                .orElse(null);
    }

    private static String status(String number) {
        return jdbc.sql("select status from access_request where number = :number")
                .param("number", number)
                .query(String.class)
                .single();
    }

    /** What the engine still does by itself, besides waiting. */
    private static long jobs() {
        return jdbc.sql("select count(*) from act_ru_job where type_ = 'message'")
                        .query(Long.class)
                        .single()
                + jdbc.sql("select count(*) from mail_ledger where state = 'QUEUED'")
                        .query(Long.class)
                        .single();
    }

    private static List<DemoMail> mails(String number) {
        return demo.mails().all().stream()
                .filter(mail -> mail.subject().startsWith(number))
                .toList();
    }

    private static List<String> links(DemoMail mail) {
        return Jsoup.parse(mail.html()).select("a[href]").eachAttr("href").stream()
                .filter(href -> href.startsWith(demo.baseUrl()))
                .distinct()
                .toList();
    }

    /** Every page of ours that is opened by GET, as the service itself knows them. */
    private static List<String> pages(String number) {
        var pages = new TreeSet<String>();
        jdbc.sql("insert into facility (number, status, employer, employer_key, location_name, location_key)"
                        + " values ('FAC9999999', 'ACTIVE', 'Looked At', 'lookedat', 'Main Street', 'mainstreet')")
                .update();
        jdbc.sql("""
                        insert into deputyship (number, official_address, official_name, deputy_address, deputy_name,
                            named_at, confirmed_by, lapses_at, accepted_at)
                        values ('DPY9999999', 'official@example.org', 'Some Official', :stacy, 'Stacy Supervisor',
                            current_timestamp, 'REGISTER', current_timestamp, current_timestamp)""").param("stacy", STACY_SUPERVISOR.address()).update();
        jdbc.sql("""
                        insert into supervisor_handover (number, account, old_name, old_address, new_name, new_address,
                            reason, asked_at, asked_by, lapses_at)
                        values ('HND9999999', 'ACC0000001', 'Some Official', 'official@example.org', 'Stacy Supervisor',
                            :stacy, 'Vacation', current_timestamp, 'official@example.org', current_timestamp)""").param("stacy", STACY_SUPERVISOR.address()).update();
        demo.bean(RequestMappingHandlerMapping.class).getHandlerMethods().keySet().stream()
                .filter(mapping -> mapping.getMethodsCondition().getMethods().isEmpty()
                        || mapping.getMethodsCondition().getMethods().contains(RequestMethod.GET))
                .map(RequestMappingInfo::getPatternValues)
                .forEach(patterns -> patterns.forEach(pattern -> pages.add(pattern.replace("{number}", number)
                        .replace("{account}", "ACC0000001") // one of Stacy's people
                        .replace("{importNumber}", "IMP0000001")
                        .replace("{differenceNumber}", "DIF0000001")
                        .replace("{departureNumber}", "DEP0000001")
                        .replace("{facility}", "FAC9999999")
                        .replace("{deputyship}", "DPY9999999")
                        .replace("{handover}", "HND9999999")
                        .replace(
                                "{mailId}",
                                jdbc.sql("select id from mail_ledger")
                                        .query(String.class)
                                        .list()
                                        .get(0)))));
        pages.remove("/error");
        assertThat(pages)
                .as("a variable of a path that this test does not know")
                .noneMatch(page -> page.contains("{"));
        return List.copyOf(pages);
    }

    private static DemoVisitor loggedIn(DemoPerson person) {
        DemoVisitor visitor = demo.visitor();
        visitor.logIn(person);
        visitor.get("/camunda/app/tasklist/default/"); // where staff get the token of the engine's applications
        return visitor;
    }
}

package gov.mt.immtrax.access.imports;

import static gov.mt.immtrax.access.imports.SampleExport.HEADER;
import static gov.mt.immtrax.access.imports.SampleExport.file;
import static gov.mt.immtrax.access.imports.SampleExport.line;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import gov.mt.immtrax.access.demo.Demo;
import gov.mt.immtrax.access.demo.DemoVisitor;
import gov.mt.immtrax.access.demo.identity.DemoPerson;
import java.io.IOException;
import java.io.InputStream;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.TaskService;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Imports and differences by their pages, with real forms that carry files, on a real server with running jobs. */
class ImportPagesTests {

    private static Demo demo;
    private static DemoVisitor staff;
    private static DemoVisitor helpDesk;

    @BeforeAll
    static void start() {
        demo = Demo.start(Map.of(
                "immtrax.limits.largest-upload",
                "100KB",
                "camunda.bpm.job-execution.wait-time-in-millis",
                "50",
                "camunda.bpm.job-execution.max-wait",
                "200"));
        staff = loggedIn(DemoPerson.REGISTRY_STAFF);
        helpDesk = loggedIn(DemoPerson.HELP_DESK);
    }

    @AfterAll
    static void stop() {
        demo.stop();
    }

    @AfterEach
    void empty() {
        JdbcClient jdbc = demo.bean(JdbcClient.class);
        for (String table : new String[] {
            "account_difference",
            "import_difference",
            "import_count",
            "import_problem",
            "import_line",
            "import_file",
            "registry_import"
        }) {
            jdbc.sql("delete from " + table).update();
        }
    }

    @Test
    void previewsAppliesAndReports() throws Exception {
        HttpResponse<String> sent = upload(
                staff,
                "REGISTRY_EXPORT",
                "",
                "<b>accounts<b>.csv",
                file(
                        HEADER,
                        line("stranger", "RECORD_MAINTENANCE", "ACTIVE", "2026-01-01"),
                        line("other", "=SUPERUSER()", "ACTIVE", "")));
        String page = sent.uri().getPath();
        assertThat(page).matches("/staff/imports/IMP\\d{7}");

        Document preview = reached(page, "Waiting for you");
        assertThat(preview.select("main").text())
                .contains(
                        "Usable lines 1",
                        "Skipped lines 1",
                        "This is not an access level Access level =SUPERUSER()",
                        "Not in our register: 1",
                        "stranger",
                        "<b>accounts<b>.csv",
                        "Apply this import");
        assertThat(preview.select("main script, main b")).isEmpty();
        assertThat(Jsoup.parse(staff.post(page + "/apply", Map.of()).body())
                        .select(".is-problem")
                        .text())
                .contains("Please check the box");

        assertThat(staff.post(page + "/apply", Map.of("confirmed", "true"))
                        .uri()
                        .getPath())
                .isEqualTo(page);
        Document applied = reached(page, "Applied");
        assertThat(applied.select("main").text()).contains("New differences 1").doesNotContain("Apply this import");
        String csv = new String(staff.getBytes(page + "/report.csv").body(), StandardCharsets.UTF_8);
        assertThat(csv)
                .startsWith("\ufeff")
                .contains("\"3\",\"This is not an access level\",\"other\",\"Access level\",\"\",\"'=SUPERUSER()\"");
        assertThat(Jsoup.parse(staff.post(page + "/discard", Map.of()).body())
                        .select(".is-problem")
                        .text())
                .contains("Someone else was faster");
        assertThat(Jsoup.parse(staff.get("/staff/imports").body())
                        .select("table")
                        .text())
                .contains("Applied", DemoPerson.REGISTRY_STAFF.address());

        HttpResponse<String> again = upload(
                staff,
                "REGISTRY_EXPORT",
                "",
                "again.csv",
                file(
                        HEADER,
                        line("stranger", "RECORD_MAINTENANCE", "ACTIVE", "2026-01-01"),
                        line("other", "=SUPERUSER()", "ACTIVE", "")));
        assertThat(problem(again, "file"))
                .startsWith("This file was already uploaded as " + page.substring("/staff/imports/".length()) + ".");

        String number = page.substring("/staff/imports/".length());
        assertThat(Jsoup.parse(staff.get("/staff/audit?number=" + number).body())
                        .select("main tbody td:eq(1)")
                        .eachText()
                        .stream()
                        .distinct())
                .containsExactlyInAnyOrder("Data exported", "Imports viewed", "Import applied", "Import uploaded");

        handsOver();
        assertThat(demo.bean(JdbcClient.class)
                        .sql("select distinct action from audit_event")
                        .query(String.class)
                        .list())
                .contains(
                        "IMPORT_UPLOADED",
                        "IMPORT_APPLIED",
                        "IMPORTS_VIEWED",
                        "DIFFERENCES_VIEWED",
                        "DIFFERENCE_ASSIGNED");
    }

    private static void handsOver() {
        Document list = Jsoup.parse(staff.get("/staff/differences").body());
        assertThat(list.select("tbody tr").text()).contains("stranger", "Record Maintenance", "Assign to help desk");
        String number = list.select("tbody th").text();
        assertThat(Jsoup.parse(helpDesk.get("/staff/differences").body())
                        .select("tbody tr")
                        .text())
                .contains("stranger")
                .doesNotContain("Assign to help desk");
        assertThat(helpDesk.post("/staff/differences/" + number + "/task", Map.of())
                        .statusCode())
                .isEqualTo(403);

        HttpResponse<String> handed = staff.post("/staff/differences/" + number + "/task", Map.of());
        assertThat(Jsoup.parse(handed.body()).select("tbody tr").text())
                .contains("Has the task")
                .doesNotContain("Assign to");
        assertThat(demo.bean(TaskService.class)
                        .createTaskQuery()
                        .processInstanceBusinessKey(number)
                        .count())
                .isEqualTo(1);
        assertThat(helpDesk.getJson("/staff/differences/" + number + "/summary.json"))
                .contains(
                        "\"what\":\"Not in our register\"",
                        "\"username\":\"stranger\"",
                        "\"theirs\":\"Record Maintenance\"");
        assertThat(staff.getJson("/staff/differences/DIF9999999/summary.json"))
                .contains("404")
                .doesNotContain("username");
    }

    @Test
    void saysBesideTheFieldWhatIsWrong() throws Exception {
        assertThat(problem(upload(staff, "", "", "a.csv", file(HEADER, "")), "kind"))
                .contains("Please choose the type of file");
        assertThat(problem(upload(staff, "GO_LIVE", "", "a.csv", InputStream.nullInputStream()), "file"))
                .contains("not empty");
        assertThat(problem(upload(staff, "GO_LIVE", "2999-01-01", "a.csv", file("a", "b")), "takenOn"))
                .contains("future");
        assertThat(problem(upload(staff, "GO_LIVE", "soon", "a.csv", file("a", "b")), "takenOn"))
                .contains("Enter a month from 1 to 12.");
    }

    @Test
    void saysAllMistakesAtOnceAndLeadsToTheEarlierImport() throws Exception {
        Document page = Jsoup.parse(
                upload(staff, "", "soon", "", InputStream.nullInputStream()).body());
        assertThat(page.select(".form-errors a").eachAttr("href")).containsExactly("#kind", "#takenOnMonth", "#file");
        assertThat(page.select("details.columns").text())
                .contains("Columns and their names", "supervisor email", "user name, login, user id");

        String first = upload(
                        staff,
                        "REGISTRY_EXPORT",
                        "",
                        "a.csv",
                        file(HEADER, line("a", "RECORD_MAINTENANCE", "ACTIVE", "")))
                .uri()
                .getPath();
        reached(first, "Waiting for you");
        Document again = Jsoup.parse(upload(
                        staff,
                        "REGISTRY_EXPORT",
                        "",
                        "a.csv",
                        file(HEADER, line("a", "RECORD_MAINTENANCE", "ACTIVE", "")))
                .body());
        assertThat(again.select(".form-errors a[href=" + first + "]").text()).startsWith("See IMP");
    }

    @Test
    void asksWhetherAShortExportIsComplete() throws Exception {
        JdbcClient jdbc = demo.bean(JdbcClient.class);
        jdbc.sql("""
                insert into account (number, username, username_key, first_name, last_name, last_name_key, employer, employer_key,
                    location_name, access_level, status)
                select 'ACC80000' || x, 'short' || x, 'short' || x, 'F', 'L', 'l', 'E', 'e', 'P', 'RECORD_MAINTENANCE', 'ACTIVE'
                from system_range(10, 39)""").update();
        try {
            String page = upload(
                            staff,
                            "REGISTRY_EXPORT",
                            "",
                            "part.csv",
                            file(
                                    HEADER,
                                    line("short10", "RECORD_MAINTENANCE", "ACTIVE", ""),
                                    "html<b>,nope,N N,E,L,RECORD_MAINTENANCE,ACTIVE,"))
                    .uri()
                    .getPath();
            Document preview = reached(page, "Waiting for you");
            assertThat(preview.getElementById("shortfall").text())
                    .contains("Is this file complete?", "29 of 30 active accounts are not in it");
            assertThat(preview.select("main").text())
                    .contains(
                            "Not in imMTrax: 29",
                            "The first 5 of 29. The import report has all of them",
                            "Used lines with a mistake",
                            "html<b>");

            HttpResponse<String> refused = staff.post(page + "/apply", Map.of("confirmed", "true"));
            assertThat(refused.statusCode()).isEqualTo(422);
            Document said = Jsoup.parse(refused.body());
            assertThat(said.select("[role=alert]").text()).contains("29 of 30 active accounts are not in this file");
            assertThat(said.select("#confirmed[checked]"))
                    .as("what was ticked stays so")
                    .hasSize(1);
            assertThat(said.select("#complete")).hasSize(1);

            staff.post(page + "/apply", Map.of("confirmed", "true", "complete", "true"));
            reached(page, "Applied");
        } finally {
            jdbc.sql("delete from account where number like 'ACC80000%'").update();
        }
    }

    @Test
    void takesOverWhatImmtraxSaysWithAReason() {
        JdbcClient jdbc = demo.bean(JdbcClient.class);
        jdbc.sql("""
                insert into account (number, username, username_key, first_name, last_name, last_name_key, employer, employer_key,
                    location_name, access_level, status)
                values ('ACC8000001', 'twice', 'twice', 'F', 'L', 'l', 'E', 'e', 'P', 'RECORD_MAINTENANCE', 'ACTIVE')""").update();
        jdbc.sql("""
                insert into account_difference (number, kind, username, username_key, account, ours, theirs, found_by, found_at, seen_by)
                values ('DIF8000001', 'STATUS_DIFFERS', 'twice', 'twice', 'ACC8000001', 'ACTIVE', 'INACTIVATED', 'IMP0000001',
                    timestamp with time zone '2026-11-01 12:00:00+00', 'IMP0000001')""").update();
        try {
            String path = "/staff/differences/DIF8000001/accept";
            assertThat(Jsoup.parse(staff.get("/staff/differences").body()).select("form[action=" + path + "]"))
                    .hasSize(1);
            assertThat(helpDesk.get("/staff/differences").body()).doesNotContain("takeover");
            assertThat(helpDesk.post(path, Map.of("reason", "x")).statusCode()).isEqualTo(403);

            HttpResponse<String> blank = staff.post(path, Map.of("reason", " "));
            assertThat(blank.statusCode()).isEqualTo(422);
            Document page = Jsoup.parse(blank.body());
            assertThat(page.select("details[open] #error-DIF8000001").text())
                    .isEqualTo("Please say why imMTrax is right.");

            for (String unseen : List.of("She left\ue000", "\u0378She left")) {
                HttpResponse<String> refused = staff.post(path, Map.of("reason", unseen));
                assertThat(refused.statusCode()).isEqualTo(422);
                assertThat(Jsoup.parse(refused.body())
                                .select("details[open] #error-DIF8000001")
                                .text())
                        .startsWith("Please remove characters that cannot be displayed");
            }

            Document done = Jsoup.parse(
                    staff.post(path, Map.of("reason", "She left\r\nin May")).body());
            assertThat(done.select("[role=status]").text())
                    .contains("DIF8000001: our register now has the value from imMTrax");
            assertThat(done.select("tbody")).isEmpty();
            assertThat(jdbc.sql("select inactivation_reason from account where number = 'ACC8000001'")
                            .query(String.class)
                            .single())
                    .isEqualTo("REGISTRY");
            assertThat(Jsoup.parse(staff.post(path, Map.of("reason", "again")).body())
                            .select("[role=status]")
                            .text())
                    .contains("was not changed");
            assertThat(staff.getJson("/staff/differences/DIF8000001/summary.json"))
                    .contains(
                            "\"foundOn\":\"11-01-2026\"",
                            "Registry staff accept the status",
                            "activate the account in imMTrax");
        } finally {
            jdbc.sql("delete from account_change where account = 'ACC8000001'").update();
            jdbc.sql("delete from account where number = 'ACC8000001'").update();
        }
    }

    @Test
    void saysInPlainWordsWhyAFileIsRefused() throws Exception {
        String page =
                upload(staff, "GO_LIVE", "", "a.csv", file(HEADER, "a")).uri().getPath();

        assertThat(reached(page, "Refused").select("main").text())
                .contains(
                        "does not have these columns: supervisor email",
                        "Nothing was changed",
                        "Columns and their names");
        assertThat(staff.get("/staff/imports/IMP9999999").statusCode()).isEqualTo(404);
    }

    @Test
    void refusesAFileThatIsTooLongBeforeItIsRead() throws Exception {
        HttpResponse<String> answer =
                upload(staff, "GO_LIVE", "", "a.csv", file(HEADER, SampleExport.repeated("x", 300_000)));

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.body()).contains("Your form is too long");
    }

    @Test
    void takesFilesFromRegistryStaffAndOnOnePageAlone() throws Exception {
        assertThat(upload(helpDesk, "GO_LIVE", "", "a.csv", file(HEADER, "")).statusCode())
                .isEqualTo(403);
        assertThat(staff.postFile("/requests/new", Map.of(), "file", "a.csv", new byte[10])
                        .statusCode())
                .isEqualTo(415);
        assertThat(staff.postFile(
                                "/staff/imports",
                                Map.of("_csrf", "forged", "kind", "GO_LIVE"),
                                "file",
                                "a.csv",
                                new byte[10])
                        .uri()
                        .getPath())
                .as("without the form's token")
                .startsWith("/login/");
        HttpRequest stranger = HttpRequest.newBuilder(URI.create(demo.baseUrl() + "/staff/imports"))
                .header("Content-Type", "multipart/form-data; boundary=x")
                .POST(HttpRequest.BodyPublishers.ofString("--x--"))
                .build();
        HttpResponse<String> nobody = HttpClient.newBuilder()
                .cookieHandler(new CookieManager())
                .build()
                .send(stranger, HttpResponse.BodyHandlers.ofString());
        assertThat(nobody.statusCode()).isEqualTo(302);
        assertThat(nobody.headers().firstValue("Location").orElseThrow()).contains("/login/");
        assertThat(demo.bean(JdbcClient.class)
                        .sql("select count(*) from registry_import")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    private static String problem(HttpResponse<String> answer, String field) {
        assertThat(answer.statusCode()).isEqualTo(422);
        Document page = Jsoup.parse(answer.body());
        assertThat(page.select(".form-errors a").attr("href")).startsWith("#" + field);
        return page.getElementById(field + "-error").text();
    }

    private static Document reached(String page, String state) {
        return await().until(
                        () -> Jsoup.parse(staff.get(page).body()),
                        it -> it.select(".lead .status").text().equals(state));
    }

    private static HttpResponse<String> upload(
            DemoVisitor visitor, String kind, String takenOn, String name, InputStream content) throws IOException {
        visitor.get("/staff/differences"); // for the token
        return visitor.postFile(
                "/staff/imports", Map.of("kind", kind, "takenOn", takenOn), "file", name, content.readAllBytes());
    }

    private static DemoVisitor loggedIn(DemoPerson person) {
        DemoVisitor visitor = demo.visitor();
        visitor.logIn(person);
        return visitor;
    }
}

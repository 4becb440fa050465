package gov.mt.immtrax.access.request;

import static org.assertj.core.api.Assertions.assertThat;

import gov.mt.immtrax.access.agreement.SampleRequest;
import gov.mt.immtrax.access.identity.Routes;
import gov.mt.immtrax.access.identity.RunningService;
import java.net.http.HttpResponse;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Who sees a request, and that its number tells nobody else anything: numbers are given in a row, so anybody can guess
 * them.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS) // everybody logs in once
class RequestVisibilityTests extends RunningService {

    private static final String SUPERVISOR = "stacy.supervisor@sphealth.org";
    private static final String USER = "nancy.nurse@sphealth.org";
    private static final String JUSTIFICATION = "what immunizations her patients are due for";
    private static final String COLLEAGUE = "some.colleague@mt.gov";
    private static final String BEFORE = "Old Clinic of hers";
    private static final String RECIPIENT = "where.the.mail.went@example.org";

    /** Of these numbers every second one was given. */
    private static final List<String> NUMBERS = IntStream.range(0, 8)
            .mapToObj(i -> "REQ%07d".formatted(700_000 + i))
            .toList();

    @Autowired
    private ApplicationContext service;

    @Autowired
    private JdbcClient jdbc;

    private Browser supervisor;
    private Browser user;
    private Browser stranger;
    private Browser operations;

    @BeforeAll
    void logIn() {
        supervisor = loggedIn(SUPERVISOR);
        user = loggedIn(USER);
        stranger = loggedIn("other.supervisor@example.org");
        operations = loggedIn("operations@mt.gov", "camunda-admin");
    }

    @BeforeEach
    void writeRequests() {
        List<String> statuses = List.of("AWAITING_SIGNATURE", "AWAITING_PROVISIONING", "RETURNED", "GRANTED");
        for (int i = 0; i < statuses.size(); i++) {
            String number = NUMBERS.get(2 * i);
            SampleRequest.insert(jdbc, number, statuses.get(i));
            jdbc.sql(
                            "insert into request_event (request_number, type, happened_at, actor) values (?, 'RETURNED', current_timestamp, ?)")
                    .params(number, COLLEAGUE)
                    .update();
            jdbc.sql("insert into request_correction (request_number, corrected_at, field, value_before, value_after) "
                            + "values (?, current_timestamp, 'locationName', ?, 'SPH Broadway')")
                    .params(number, BEFORE)
                    .update();
            jdbc.sql(
                            "insert into mail_ledger (id, case_number, case_kind, template, audience, recipient, state, attempts, posted_at) "
                                    + "values (random_uuid(), ?, 'ACCESS_REQUEST', 'invite-user', 'USER', ?, 'SENT', 1, current_timestamp)")
                    .params(number, RECIPIENT)
                    .update();
        }
    }

    @AfterEach
    void clear() {
        for (String table : List.of(
                "mail_ledger where case_",
                "request_correction where request_",
                "request_event where request_",
                "form_draft where request_",
                "access_request where ")) {
            jdbc.sql("delete from " + table + "number between 'REQ0700000' and 'REQ0700099'")
                    .update();
        }
    }

    @Test
    void supervisorsSeeTheirRequests() {
        assertThat(supervisor.get("/requests").body()).contains(given());
        assertThat(page(supervisor)).contains(JUSTIFICATION, BEFORE).doesNotContain(COLLEAGUE, RECIPIENT);
    }

    @Test
    void usersSeeTheirsWithoutWhatTheirSupervisorWroteAboutThem() {
        assertThat(user.get("/requests").body()).contains(given()).doesNotContain(JUSTIFICATION);
        assertThat(page(user)).contains(USER).doesNotContain(JUSTIFICATION, BEFORE, COLLEAGUE, RECIPIENT);
        for (String below : List.of("/agreements/%s", "/agreements/%s/review", "/agreements/%s/record")) {
            assertThat(user.get(below.formatted(NUMBERS.get(0))).body())
                    .doesNotContain(JUSTIFICATION, BEFORE, COLLEAGUE, RECIPIENT);
        }
    }

    @Test
    void staffSeeEverybodysWithWhoDidWhat() {
        for (String group : List.of("help-desk", "help-desk-lead", "registry-staff")) {
            Browser staff = loggedIn(group + "@mt.gov", group);
            assertThat(staff.get("/requests?find=" + SUPERVISOR).body())
                    .as(group)
                    .contains(given());
            assertThat(page(staff)).as(group).contains(JUSTIFICATION, BEFORE, COLLEAGUE, RECIPIENT);
        }
    }

    @Test
    void operationsSeeNobodys() {
        assertThat(operations.get("/requests").body()).doesNotContain("REQ07000");
        tellsNothing(operations);
    }

    @Test
    void othersSeeNobodys() {
        assertThat(stranger.get("/requests").body()).doesNotContain("REQ07000");
        assertThat(stranger.get("/requests?find=" + SUPERVISOR).body()).doesNotContain("REQ07000");
        tellsNothing(stranger);
    }

    /** Supervisor of some requests and user of one: for all the rest as anybody. */
    @Test
    void thoseWhomOneRequestNamesSeeNoOther() {
        jdbc.sql("update access_request set email_address = 'other.supervisor@example.org' where number = ?")
                .param(NUMBERS.get(0))
                .update();
        assertThat(stranger.step("/requests/" + NUMBERS.get(0)).statusCode()).isEqualTo(200);
        jdbc.sql("update access_request set email_address = ? where number = ?")
                .params(USER, NUMBERS.get(0))
                .update();
        assertThat(stranger.step("/requests/" + NUMBERS.get(0)).statusCode()).isEqualTo(404);
    }

    /**
     * Walks all numbers over all routes that have one in their address, with everything that such a page would send.
     */
    private void tellsNothing(Browser person) {
        String token = Jsoup.parse(person.get("/requests/new").body())
                .selectFirst("input[name=_csrf]")
                .val();
        Object before = rows();
        List<Routes.Route> routes = Routes.of(service).stream()
                .filter(route ->
                        route.path().contains("{number}") && !route.path().startsWith("/staff/"))
                .toList();
        assertThat(routes)
                .extracting(Routes.Route::toString)
                .contains(
                        "GET /requests/{number}",
                        "POST /requests/{number}/withdraw",
                        "POST /requests/{number}/correct",
                        "POST /agreements/{number}",
                        "POST /agreements/{number}/review",
                        "GET /agreements/{number}/record");
        for (Routes.Route route : routes) {
            for (String action : route.method().equals("GET") ? List.of("") : List.of("save", "review", "")) {
                Set<Object> answers = new HashSet<>();
                for (String number : NUMBERS) {
                    String path = route.path().replace("{number}", number);
                    answers.add(plain(
                            number,
                            route.method().equals("GET")
                                    ? person.get(path)
                                    : person.postForm(
                                            path,
                                            "action=" + action + "&reviewed=x&legalFirstName=Mallory&_csrf=" + token)));
                }
                assertThat(answers).as("answers of %s %s", route, action).hasSize(1);
            }
        }
        for (String number : NUMBERS) {
            assertThat(person.step("/requests?find=" + number).statusCode()).isEqualTo(200);
        }
        assertThat(rows()).isEqualTo(before);
    }

    /** An answer without what is new in each: its number, its token, its time. */
    private static Object plain(String number, HttpResponse<String> answer) {
        Map<String, List<String>> headers = new TreeMap<>(answer.headers().map());
        headers.keySet().removeAll(List.of("date", "connection", "keep-alive")); // of the wire, not of the answer
        var page = Jsoup.parse(answer.body());
        page.select("input[name=_csrf]").remove();
        return List.of(
                answer.statusCode(),
                headers.entrySet().stream()
                        .filter(header ->
                                !header.getKey().equals("content-length")) // a token is not always of one length
                        .map(Object::toString)
                        .collect(Collectors.joining("\n"))
                        .replace(number, "NUMBER"),
                page.html().replace(number, "NUMBER").replaceAll("\"timestamp\":\"[^\"]*\"", ""));
    }

    private String page(Browser person) {
        HttpResponse<String> page = person.get("/requests/" + NUMBERS.get(0));
        assertThat(page.statusCode()).isEqualTo(200);
        return page.body();
    }

    private static List<String> given() {
        return IntStream.range(0, NUMBERS.size())
                .filter(i -> i % 2 == 0)
                .mapToObj(NUMBERS::get)
                .toList();
    }

    private Object rows() {
        return List.of(
                jdbc.sql("select * from access_request where number like 'REQ07000%' order by number")
                        .query()
                        .listOfRows(),
                jdbc.sql("select count(*) from form_draft").query().listOfRows(),
                jdbc.sql("select count(*) from request_event").query().listOfRows());
    }
}

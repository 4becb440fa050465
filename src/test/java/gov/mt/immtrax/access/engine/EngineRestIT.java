package gov.mt.immtrax.access.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import gov.mt.immtrax.access.AtOnce;
import gov.mt.immtrax.access.DatabaseDump;
import gov.mt.immtrax.access.Office;
import gov.mt.immtrax.access.demo.Demo;
import gov.mt.immtrax.access.demo.DemoVisitor;
import gov.mt.immtrax.access.demo.identity.DemoPerson;
import gov.mt.immtrax.access.request.AccessRequestRepository;
import gov.mt.immtrax.access.request.RequestStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What the engine's REST answers to people of the staff who really logged in: plain words, and no way around the forms.
 */
class EngineRestIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String START = "/process-definition/key/access-request";
    private static final Map<String, Object> GOOD_DECISION =
            Map.of("outcome", "PROVISIONED", "username", "rest.user", "usernameConfirmed", true);

    private static Demo demo;
    private static DemoVisitor helpDesk;
    private static DemoVisitor operations;
    private static int people;

    private String number;
    private String task;

    @BeforeAll
    static void openTheService() {
        demo = Demo.shared();
        helpDesk = loggedIn(DemoPerson.HELP_DESK);
        operations = loggedIn(DemoPerson.OPERATIONS);
    }

    @AfterAll
    static void closeTheService() {
        demo.stop();
    }

    /** A request for other permissions needs no agreement, so that it waits for the help desk at once. */
    @BeforeEach
    void startRequest() {
        HttpResponse<String> answer = operations.engine("POST", START + "/submit-form", variables(request()));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        number = read(answer).get("businessKey").asText();
        task = read(helpDesk.engine("GET", "/task?processInstanceBusinessKey=" + number, null))
                .get(0)
                .get("id")
                .asText();
    }

    @Test
    void namesTheFieldsOfABadRequest() {
        for (var bad : List.of(
                Map.entry("legalLastName", (Object) ""),
                Map.entry("accessLevel", (Object) "ADMINISTRATOR"),
                Map.entry("justification", (Object) "x".repeat(5_000)),
                Map.entry("phoneNumber", (Object) "call me"),
                Map.entry("authorizingOfficial", (Object) 1),
                Map.entry("isAdmin", (Object) true),
                Map.entry("credentialsIssued", (Object) true),
                Map.entry("requestNumber", (Object) "REQ0000001"))) {
            Map<String, Object> values = request();
            values.put(bad.getKey(), bad.getValue());
            refuses(bad.getKey(), operations, START + "/submit-form", variables(values));
        }
        Map<String, Object> own = request();
        own.put("emailAddress", DemoPerson.OPERATIONS.address());
        refuses("ownAccessConfirmed", operations, START + "/submit-form", variables(own));
    }

    @Test
    void startsNothingForTheHelpDesk() {
        closedTo(helpDesk, "POST", START + "/submit-form", variables(request()));
    }

    @Test
    void startsNothingButByTheForm() {
        closedTo(operations, "POST", START + "/start", variables(request()));
        closedTo(helpDesk, "POST", START + "/start", variables(request()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/complete", "/submit-form"})
    void namesTheFieldsOfABadDecision(String door) {
        for (var bad : List.of(
                Map.entry("outcome", (Object) "APPROVED"),
                Map.entry("outcome", (Object) ""),
                Map.entry("note", (Object) "x".repeat(5_000)),
                Map.entry("temporaryPassword", (Object) "Xk7!temporary-9"),
                Map.entry("dateOfBirth", (Object) "1982-03-20"),
                Map.entry("credentialsIssued", (Object) true),
                Map.entry("provisioner", (Object) "nobody"),
                Map.entry("requestNumber", (Object) "REQ0000001"),
                Map.entry("provisioningOutcome", (Object) "PROVISIONED"))) {
            Map<String, Object> values = new LinkedHashMap<>(GOOD_DECISION);
            values.put(bad.getKey(), bad.getValue());
            refuses(bad.getKey(), helpDesk, "/task/" + task + door, variables(values));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/complete", "/submit-form"})
    void leavesTheDecisionToTheHelpDesk(String door) {
        closedTo(operations, "POST", "/task/" + task + door, variables(GOOD_DECISION));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/complete", "/submit-form"})
    void takesAGoodDecision(String door) {
        HttpResponse<String> answer = helpDesk.engine("POST", "/task/" + task + door, variables(GOOD_DECISION));

        assertThat(answer.statusCode()).as(answer.body()).isIn(200, 204);
        assertThat(demo.bean(AccessRequestRepository.class).get(number).status())
                .isEqualTo(RequestStatus.GRANTED);
    }

    /** The engine falls over what the first one has ended meanwhile, each time somewhere else. */
    @Test
    void tellsTheSecondOfTwoWhoCompleteATaskSo() throws Exception {
        DemoVisitor lead = loggedIn(DemoPerson.HELP_DESK_LEAD);
        String body = variables(GOOD_DECISION);

        List<HttpResponse<String>> answers = AtOnce.run(
                        () -> helpDesk.engine("POST", "/task/" + task + "/complete", body),
                        () -> lead.engine("POST", "/task/" + task + "/complete", body))
                .stream()
                .map(EngineRestIT::answer)
                .toList();
        HttpResponse<String> late = lead.engine("POST", "/task/" + task + "/submit-form", body);

        assertThat(answers).extracting(HttpResponse::statusCode).containsExactlyInAnyOrder(204, 400);
        assertThat(Stream.concat(answers.stream(), Stream.of(late)).filter(answer -> answer.statusCode() != 204))
                .allSatisfy(answer -> assertThat(read(answer).get("message").asText())
                        .contains("Someone else has just completed or changed this task"));
    }

    @SuppressWarnings("unchecked")
    private static HttpResponse<String> answer(Object answer) {
        return (HttpResponse<String>) answer;
    }

    @Test
    void answersWithoutATrace() {
        HttpResponse<String> answer =
                helpDesk.engine("POST", "/task/" + task + "/submit-form", "{\"variables\": nonsense");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).doesNotContain("\tat ", "Exception:");
    }

    @Test
    void showsThePagesOfItsFormsAsTheyWereDeployed() {
        assertThat(helpDesk.engine("GET", "/task/" + task + "/deployed-form", null)
                        .body())
                .contains("cam-variable-name=\"temporaryPassword\"");
    }

    /** Everything beside the two doors of a form. */
    @Nested
    class AroundTheForms {

        private static final String PAYLOAD = "{\"value\": \"1982-03-20\", \"type\": \"String\"}";

        @Test
        void theHelpDeskSetsNoVariables() {
            String process = process();
            closedTo(helpDesk, "PUT", "/task/" + task + "/variables/dateOfBirth", PAYLOAD);
            closedTo(helpDesk, "PUT", "/task/" + task + "/localVariables/dateOfBirth", PAYLOAD);
            closedTo(
                    helpDesk,
                    "PUT",
                    "/task/" + task + "/variables/credentialsIssued",
                    "{\"value\": true, \"type\": \"Boolean\"}");
            closedTo(
                    helpDesk,
                    "POST",
                    "/task/" + task + "/variables",
                    "{\"modifications\": {\"dateOfBirth\": " + PAYLOAD + "}}");
            closedTo(
                    helpDesk,
                    "POST",
                    "/task/" + task + "/localVariables",
                    "{\"modifications\": {\"dateOfBirth\": " + PAYLOAD + "}}");
            closedTo(helpDesk, "DELETE", "/task/" + task + "/variables/requestNumber", null);
            closedTo(helpDesk, "PUT", "/process-instance/" + process + "/variables/dateOfBirth", PAYLOAD);
            closedTo(
                    helpDesk,
                    "POST",
                    "/process-instance/" + process + "/variables",
                    "{\"modifications\": {\"dateOfBirth\": " + PAYLOAD + "}}");
            closedTo(helpDesk, "PUT", "/execution/" + process + "/localVariables/dateOfBirth", PAYLOAD);
            closedTo(
                    helpDesk,
                    "POST",
                    "/execution/" + process + "/signal",
                    "{\"variables\": {\"dateOfBirth\": " + PAYLOAD + "}}");
            closedTo(helpDesk, "POST", "/message", """
                    {"messageName": "RequestWithdrawn", "businessKey": "%s", "processVariables": {"dateOfBirth": %s}}""".formatted(number, PAYLOAD));
        }

        @Test
        void nobodyResolvesDelegatesOrThrowsErrorsAtATask() {
            String variables = "{\"variables\": {\"dateOfBirth\": " + PAYLOAD + "}}";
            for (DemoVisitor person : List.of(helpDesk, operations)) {
                closedTo(person, "POST", "/task/" + task + "/resolve", "{}");
                closedTo(person, "POST", "/task/" + task + "/resolve", variables);
                closedTo(
                        person,
                        "POST",
                        "/task/" + task + "/resolve",
                        "{\"variables\": {\"credentialsIssued\": {\"value\": true, \"type\": \"Boolean\"}}}");
                closedTo(person, "POST", "/task/" + task + "/delegate", "{\"userId\": \"help.desk@mt.gov\"}");
                closedTo(person, "POST", "/task/" + task + "/bpmnError", """
                        {"errorCode": "made-up", "variables": {"dateOfBirth": %s}}""".formatted(PAYLOAD));
                closedTo(person, "POST", "/task/" + task + "/bpmnEscalation", """
                        {"escalationCode": "made-up", "variables": {"dateOfBirth": %s}}""".formatted(PAYLOAD));
            }
        }

        @Test
        void operationsBringNothingTypedIntoTheEngine() {
            String process = process();
            closedTo(operations, "PUT", "/task/" + task + "/variables/dateOfBirth", PAYLOAD);
            closedTo(operations, "PUT", "/task/" + task + "/localVariables/dateOfBirth", PAYLOAD);
            closedTo(
                    operations,
                    "POST",
                    "/process-instance/" + process + "/variables",
                    "{\"modifications\": {\"dateOfBirth\": " + PAYLOAD + "}}");
            closedTo(operations, "POST", START + "/start", """
                    {"variables": {"dateOfBirth": %s}, "startInstructions":
                    [{"type": "startBeforeActivity", "activityId": AccessRequestProcess.PROVISION_ACCESS}]}""".formatted(PAYLOAD));
            closedTo(
                    operations,
                    "POST",
                    "/process-definition/key/email-delivery/start",
                    "{\"variables\": {\"dateOfBirth\": " + PAYLOAD + "}}");
        }

        private String process() {
            return read(helpDesk.engine("GET", "/task/" + task, null))
                    .get("processInstanceId")
                    .asText();
        }
    }

    private static void refuses(String field, DemoVisitor person, String path, String body) {
        HttpResponse<String> answer = closedTo(person, path, body, 400);
        assertThat(read(answer).get("message").asText()).contains(field + ": ");
    }

    private static void closedTo(DemoVisitor person, String method, String path, String body) {
        Map<String, Object> before = state();
        HttpResponse<String> answer = person.engine(method, path, body);
        assertThat(answer.statusCode())
                .as(method + " " + path + " " + body + " said " + answer.body())
                .isIn(400, 403, 404, 405);
        assertThat(answer.body()).doesNotContain("\tat ", "SQL");
        assertThat(state()).as(path).isEqualTo(before);
    }

    private static HttpResponse<String> closedTo(DemoVisitor person, String path, String body, int status) {
        Map<String, Object> before = state();
        HttpResponse<String> answer = person.engine("POST", path, body);
        assertThat(answer.statusCode())
                .as(path + " " + body + " said " + answer.body())
                .isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).get().asString().startsWith("application/json");
        assertThat(answer.body()).doesNotContain("\tat ", "stackTrace", "SQL");
        assertThat(state()).isEqualTo(before);
        return answer;
    }

    /** Rows by table and the variables of requests; mails aside, which are sent meanwhile. */
    private static Map<String, Object> state() {
        JdbcClient jdbc = demo.bean(JdbcClient.class);
        Map<String, Object> state = new TreeMap<>(DatabaseDump.counts(
                jdbc, "act_hi_detail", "access_request", "request_", "user_agreement", "credential"));
        state.put("variables", jdbc.sql("""
                        select v.name_ || ' ' || coalesce(v.text_, '') || coalesce(v.long_, 0)
                        from act_ru_variable v join act_ru_execution e on e.id_ = v.proc_inst_id_
                        where e.proc_def_id_ like 'access-request:%' order by v.id_""").query(String.class).list());
        state.put(
                "tasks",
                jdbc.sql("select id_ || coalesce(delegation_, '') from act_ru_task order by id_")
                        .query(String.class)
                        .list());
        state.put(
                "typed",
                DatabaseDump.of(jdbc).placesOf("1982-03-20").stream()
                        .filter(place -> place.startsWith("act_"))
                        .toList());
        return state;
    }

    private static Map<String, Object> request() {
        Map<String, Object> values = Office.screenshotWith(
                "requestType",
                "PERMISSIONS_CHANGE",
                "hadPriorAccess",
                "YES",
                "emailAddress",
                "user" + people++ + "@example.org",
                "dateOfBirth",
                "1983-05-07");
        return values;
    }

    private static String variables(Map<String, Object> values) {
        Map<String, Object> typed = new LinkedHashMap<>();
        values.forEach((name, value) ->
                typed.put(name, Map.of("value", value, "type", value.getClass().getSimpleName())));
        try {
            return JSON.writeValueAsString(Map.of("variables", typed));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static DemoVisitor loggedIn(DemoPerson person) {
        DemoVisitor visitor = demo.visitor();
        visitor.logIn(person);
        visitor.get("/camunda/app/tasklist/default/");
        return visitor;
    }

    private static JsonNode read(HttpResponse<String> answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(answer.body(), e);
        }
    }
}

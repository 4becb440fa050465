package gov.mt.immtrax.access.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gov.mt.immtrax.access.Office;
import gov.mt.immtrax.access.StepsDocument;
import gov.mt.immtrax.access.account.AccountRegister;
import gov.mt.immtrax.access.account.Cause;
import gov.mt.immtrax.access.account.SampleAccount;
import gov.mt.immtrax.access.credential.process.CredentialDeliveryProcess;
import gov.mt.immtrax.access.deletion.process.AccessDeletionProcess;
import gov.mt.immtrax.access.engine.start.StaffAuthorizations;
import gov.mt.immtrax.access.identity.Person;
import gov.mt.immtrax.access.identity.Role;
import gov.mt.immtrax.access.identity.Routes;
import gov.mt.immtrax.access.identity.RunningService;
import gov.mt.immtrax.access.imports.process.RegistryImportProcess;
import gov.mt.immtrax.access.inactivation.process.AccountInactivationProcess;
import gov.mt.immtrax.access.inactivation.process.AccountLifecycleProcess;
import gov.mt.immtrax.access.mail.process.EmailDeliveryProcess;
import gov.mt.immtrax.access.people.dispute.DisputeService;
import gov.mt.immtrax.access.people.process.AccountDisputeProcess;
import gov.mt.immtrax.access.request.process.AccessRequestProcess;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What each role of staff may do in the engine, asked over HTTP as its applications ask, beside two running requests.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS) // everybody logs in once
class EngineRightsTests extends RunningService {

    private static final String ENGINE = "/camunda/api/engine/engine/" + ENGINE_NAME;
    private static final String DESK = "desk.member@mt.gov";
    private static final String SUPERVISOR = "rights.supervisor@example.org";
    /** A variable of a process that is nobody's business here. */
    private static final String SECRET = "secret-of-another-process";

    private static int requests;

    @Autowired
    private ProcessEngine engine;

    @Autowired
    private ApplicationContext service;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private StaffAuthorizations grants;

    private Browser supervisor;
    private Browser desk;
    private Browser lead;
    private Browser registry;
    private Browser operations;

    private String user;
    /** Waits for the user. */
    private Task sign;
    /** Waits for the help desk. */
    private Task provision;
    /** A task of another process, which names the help desk's group. */
    private Task strange;

    private String deployment;

    @BeforeAll
    void logIn() {
        supervisor = loggedIn(SUPERVISOR);
        desk = staff(DESK, "help-desk");
        lead = staff("desk.lead@mt.gov", "help-desk-lead");
        registry = staff("registry.member@mt.gov", "registry-staff");
        operations = staff("operations.member@mt.gov", "camunda-admin");
    }

    @BeforeEach
    void openTasks() {
        user = "rights.user" + requests++ + "@example.org";
        sign = task(request(StepsDocument.accessRequest(), user));
        provision = task(request(StepsDocument.permissionsChange("Olive"), "other." + user));
        deployment = engine.getRepositoryService()
                .createDeployment()
                .addModelInstance(
                        "strange.bpmn",
                        Bpmn.createExecutableProcess("strange")
                                .camundaHistoryTimeToLive(1)
                                .startEvent()
                                .userTask("work")
                                .camundaCandidateGroups("help-desk")
                                .endEvent()
                                .done())
                .deploy()
                .getId();
        String instance = engine.getRuntimeService()
                .createProcessInstanceByKey("strange")
                .setVariable("provisioner", SECRET)
                .startBeforeActivity("work")
                .execute()
                .getId();
        strange = engine.getTaskService()
                .createTaskQuery()
                .processInstanceId(instance)
                .singleResult();
    }

    @AfterEach
    void endRequests() {
        engine.getRepositoryService().deleteDeployment(deployment, true);
        for (Task task : List.of(sign, provision)) {
            if (engine.getRuntimeService()
                            .createProcessInstanceQuery()
                            .processInstanceId(task.getProcessInstanceId())
                            .count()
                    > 0) {
                engine.getRuntimeService()
                        .deleteProcessInstance(task.getProcessInstanceId(), "end of test", true, true);
            }
        }
    }

    @AfterAll
    void clear() {
        String theirs = "(select number from access_request where supervisor_address = :supervisor)";
        String accounts = "(select number from account where supervisor_address = :supervisor)";
        for (String rows : List.of(
                "mail_ledger where case_number in " + theirs,
                "request_event where request_number in " + theirs,
                "request_effect where request_number in " + theirs,
                "account_change where account in " + accounts,
                "account where supervisor_address = :supervisor")) {
            jdbc.sql("delete from " + rows).param("supervisor", SUPERVISOR).update();
        }
        jdbc.sql("delete from access_request where supervisor_address = ?")
                .param(SUPERVISOR)
                .update();
    }

    @Nested
    class TheHelpDesk {

        @Test
        void worksItsTasks() {
            assertThat(call(desk, "GET", "/task?candidateGroup=help-desk&includeAssignedTasks=true", "")
                            .body())
                    .contains(provision.getId());
            assertThat(call(desk, "GET", "/task/" + provision.getId() + "/form-variables", "")
                            .body())
                    .contains("requestNumber", "other." + user);
            assertThat(status(desk, "POST", "/task/" + provision.getId() + "/claim", claim(DESK)))
                    .isEqualTo(204);
            assertThat(status(desk, "POST", "/task/" + provision.getId() + "/submit-form", """
                    {"variables": {"outcome": {"value": "PROVISIONED", "type": "String"},
                     "username": {"value": "rights.user", "type": "String"},
                     "usernameConfirmed": {"value": true, "type": "Boolean"}}}"""))
                    .isIn(200, 204);
            assertThat(task(provision.getProcessInstanceId(), provision.getTaskDefinitionKey()))
                    .isNull();
        }

        @Test
        void worksThemAsLeadToo() {
            assertThat(call(lead, "GET", "/task", "").body()).contains(provision.getId());
            assertThat(status(lead, "POST", "/task/" + provision.getId() + "/claim", claim("desk.lead@mt.gov")))
                    .isEqualTo(204);
        }

        @Test
        void returnsARequestToItsSupervisor() {
            assertThat(status(desk, "POST", "/task/" + provision.getId() + "/submit-form", """
                    {"variables": {"outcome": {"value": "RETURNED", "type": "String"},
                     "note": {"value": "Which clinic is it?", "type": "String"}}}"""))
                    .isIn(200, 204);
            assertThat(task(provision.getProcessInstanceId(), AccessRequestProcess.CORRECT_REQUEST)
                            .getAssignee())
                    .isEqualTo(SUPERVISOR);
        }

        /** The signing task changes hands with it, though nobody at the help desk may hand it over. */
        @Test
        void correctsTheAddressOfThePersonATaskWaitsFor() {
            String number = number(sign);
            UUID mail = UUID.randomUUID();
            jdbc.sql("""
                            insert into mail_ledger (id, case_number, case_kind, template, audience, recipient, state, attempts, posted_at)
                            values (?, ?, 'ACCESS_REQUEST', 'invite-user', 'USER', ?, 'REFUSED', 1, current_timestamp)""").param(mail).param(number).param(user).update();
            String delivery = engine.getRuntimeService()
                    .createProcessInstanceByKey(EmailDeliveryProcess.KEY)
                    .businessKey(number)
                    .setVariable("mailId", mail.toString())
                    .setVariable("caseNumber", number)
                    .startBeforeActivity(EmailDeliveryProcess.CORRECT_EMAIL_ADDRESS)
                    .execute()
                    .getId();
            String better = "better." + user;

            HttpResponse<String> answer = call(
                    desk,
                    "POST",
                    "/task/"
                            + task(delivery, EmailDeliveryProcess.CORRECT_EMAIL_ADDRESS)
                                    .getId() + "/submit-form",
                    "{\"variables\": {\"emailAddress\": {\"value\": \"" + better + "\", \"type\": \"String\"}}}");

            assertThat(answer.statusCode()).as(answer.body()).isIn(200, 204);
            assertThat(task(sign.getProcessInstanceId(), AccessRequestProcess.SIGN_USER_AGREEMENT)
                            .getAssignee())
                    .isEqualTo(better);
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                POST   | /claim               | {"userId": "desk.member@mt.gov"}                    | 400
                POST   | /claim               | {"userId": null}                                    | 403
                POST   | /claim               | {}                                                  | 403
                POST   | /claim               | {"userId": "colleague@mt.gov"}                      | 400
                POST   | /unclaim             | {}                                                  | 403
                POST   | /assignee            | {"userId": "desk.member@mt.gov"}                    | 403
                POST   | /delegate            | {"userId": "desk.member@mt.gov"}                    | 403
                POST   | /resolve             | {}                                                  | 403
                PUT    |                      | {"assignee": "desk.member@mt.gov", "priority": 100} | 403
                POST   | /identity-links      | {"userId": "desk.member@mt.gov", "type": "assignee"}  | 403
                POST   | /identity-links      | {"userId": "desk.member@mt.gov", "type": "candidate"} | 403
                POST   | /identity-links/delete | {"userId": "desk.member@mt.gov", "type": "candidate"} | 403
                POST   | /bpmnError           | {"errorCode": "x"}                                  | 403
                POST   | /bpmnEscalation      | {"escalationCode": "x"}                             | 403
                DELETE |                      |                                                     | 403
                POST   | /complete            | {}                                                  | 400
                POST   | /submit-form         | {}                                                  | 400
                """)
        void takesNothingThatBelongsToTheUser(String method, String below, String body, int status) {
            HttpResponse<String> answer = call(
                    desk, method, "/task/" + sign.getId() + (below == null ? "" : below), body == null ? "" : body);

            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
            assertThat(task(sign.getProcessInstanceId(), AccessRequestProcess.SIGN_USER_AGREEMENT)
                            .getAssignee())
                    .isEqualTo(user);
            assertThat(engine.getTaskService().getIdentityLinksForTask(sign.getId()))
                    .hasSize(1);
        }

        @Test
        void signsForNobody() {
            Map<String, Object> variables = new HashMap<>();
            Office.signature(number(sign)).forEach((name, value) -> variables.put(name, value));
            String body = "{\"variables\": {"
                    + variables.entrySet().stream()
                            .map(field -> "\"%s\": {\"value\": %s}"
                                    .formatted(
                                            field.getKey(),
                                            field.getValue() instanceof Boolean
                                                    ? field.getValue()
                                                    : "\"" + field.getValue() + "\""))
                            .collect(Collectors.joining(","))
                    + "}}";

            for (String door : List.of("/complete", "/submit-form")) {
                assertThat(status(desk, "POST", "/task/" + sign.getId() + door, body))
                        .isEqualTo(400);
            }
            assertThat(task(sign.getProcessInstanceId(), AccessRequestProcess.SIGN_USER_AGREEMENT))
                    .isNotNull();
        }

        @Test
        void claimsNothingThatOthersAreAsked() {
            engine.getTaskService().deleteCandidateGroup(provision.getId(), "help-desk");
            engine.getTaskService().addCandidateGroup(provision.getId(), "registry-staff");

            assertThat(status(desk, "POST", "/task/" + provision.getId() + "/claim", claim(DESK)))
                    .isEqualTo(403);
            assertThat(status(lead, "POST", "/task/" + provision.getId() + "/claim", claim("desk.lead@mt.gov")))
                    .isEqualTo(204);
        }

        @Test
        void isToldInWordsThatATaskIsTaken() {
            engine.getTaskService().setAssignee(provision.getId(), "colleague@mt.gov");

            HttpResponse<String> answer = call(desk, "POST", "/task/" + provision.getId() + "/claim", claim(DESK));

            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body())
                    .contains("Someone else has already claimed this task")
                    .doesNotContain("colleague");
        }

        @Test
        void claimsForNobodyElse() {
            assertThat(status(desk, "POST", "/task/" + provision.getId() + "/claim", claim("colleague@mt.gov")))
                    .isEqualTo(403);
            assertThat(task(provision.getProcessInstanceId(), AccessRequestProcess.PROVISION_ACCESS)
                            .getAssignee())
                    .isNull();

            engine.getTaskService().setAssignee(provision.getId(), "colleague@mt.gov");
            assertThat(status(desk, "POST", "/task/" + provision.getId() + "/claim", claim(null)))
                    .isEqualTo(403);
            assertThat(task(provision.getProcessInstanceId(), AccessRequestProcess.PROVISION_ACCESS)
                            .getAssignee())
                    .isEqualTo("colleague@mt.gov");
        }

        @Test
        void changesNothingButItsTasks() {
            changesNothing(desk);
        }

        /** Every address of the engine's REST that can be read, about the other process and its task. */
        @Test
        void seesNothingOfOtherProcesses() {
            assertThat(everythingReadable(operations, strange))
                    .as("the walk reaches other processes")
                    .contains("strange");
            assertThat(everythingReadable(desk, strange)).doesNotContain(SECRET, "strange", "\"" + strange.getId());
        }
    }

    @Nested
    class RegistryStaff {

        private final Map<String, Object> asked = new HashMap<>(Map.of(
                "caseNumber",
                "REQ0000000",
                "inactivationReason",
                "INACTIVITY",
                "inactivator",
                "registry-staff",
                "inactivationDays",
                3,
                "confirmationMode",
                "STAFF"));
        private Task inactivate;

        @BeforeEach
        void openTask() {
            asked.put("accountNumber", null);
            String instance = engine.getRuntimeService()
                    .startProcessInstanceByKey(AccountInactivationProcess.KEY, "REQ0000000", asked)
                    .getId();
            inactivate = task(instance, AccountInactivationProcess.INACTIVATE_ACCOUNT);
        }

        @AfterEach
        void endTask() {
            engine.getRuntimeService()
                    .deleteProcessInstanceIfExists(
                            inactivate.getProcessInstanceId(), "end of test", true, true, true, true);
            jdbc.sql("delete from inactivation where number = 'REQ0000000'").update();
        }

        @Test
        void worksItsTasksInTasklist() {
            assertThat(registry.get("/camunda/app/tasklist/" + ENGINE_NAME + "/")
                            .statusCode())
                    .isEqualTo(200);
            assertThat(call(registry, "GET", "/task?candidateGroup=registry-staff&includeAssignedTasks=true", "")
                            .body())
                    .contains(inactivate.getId());
            assertThat(call(registry, "GET", "/task/" + inactivate.getId() + "/form-variables", "")
                            .body())
                    .contains("REQ0000000");
            assertThat(status(registry, "POST", "/task/" + inactivate.getId() + "/claim", claim("colleague@mt.gov")))
                    .isEqualTo(403);
            assertThat(status(
                            registry,
                            "POST",
                            "/task/" + inactivate.getId() + "/claim",
                            claim("registry.member@mt.gov")))
                    .isEqualTo(204);
            assertThat(status(registry, "POST", "/task/" + inactivate.getId() + "/submit-form", """
                    {"variables": {"outcome": {"value": "INACTIVATED", "type": "String"}}}"""))
                    .isIn(200, 204);
            assertThat(task(inactivate.getProcessInstanceId(), AccountInactivationProcess.INACTIVATE_ACCOUNT))
                    .isNull();
        }

        @Test
        void findsItsTasksByTheFilterForRegistryStaff() {
            assertThat(filters(registry)).containsExactlyInAnyOrder("Overdue", "All open", "For registry staff");
            assertThat(filters(desk))
                    .contains("To inactivate", "To provision", "All open")
                    .doesNotContain("For registry staff");

            assertThat(listed(registry, "For registry staff")).contains(inactivate.getId());
            assertThat(listed(registry, "All open")).contains(inactivate.getId());
            assertThat(listed(registry, "For registry staff")).doesNotContain(provision.getId(), sign.getId());
            assertThat(listed(desk, "To inactivate")).doesNotContain(inactivate.getId());
        }

        @Test
        void decidesADispute() {
            var account = service.getBean(AccountRegister.class)
                    .open(
                            SampleAccount.facts("rrights", "Rita", "Rights", "rita.rights@sphealth.org"),
                            Cause.note("test"));
            service.getBean(DisputeService.class)
                    .dispute(
                            account,
                            new Person(
                                    "https://login.example.org",
                                    "sub",
                                    "Stacy",
                                    SampleAccount.SUPERVISOR,
                                    Set.of(Role.CITIZEN)),
                            null);
            Task decide = engine.getTaskService()
                    .createTaskQuery()
                    .processInstanceBusinessKey(account.number())
                    .taskDefinitionKey(AccountDisputeProcess.DECIDE_DISPUTE)
                    .singleResult();
            String kept = """
                    {"variables": {"outcome": {"value": "KEPT", "type": "String"}, "note": {"value": "So", "type": "String"}}}""";

            assertThat(listed(registry, "For registry staff")).contains(decide.getId());
            assertThat(listed(desk, "All open")).doesNotContain(decide.getId());
            assertThat(status(desk, "POST", "/task/" + decide.getId() + "/submit-form", kept))
                    .isIn(400, 403);
            assertThat(status(registry, "POST", "/task/" + decide.getId() + "/submit-form", kept))
                    .isIn(200, 204);
            assertThat(task(decide.getProcessInstanceId(), AccountDisputeProcess.DECIDE_DISPUTE))
                    .isNull();
        }

        @Test
        void leavesToTheHelpDeskWhatTheHelpDeskWasAskedAndTheOtherWayRound() {
            String inactivated = """
                    {"variables": {"outcome": {"value": "INACTIVATED", "type": "String"}}}""";
            assertThat(status(desk, "POST", "/task/" + inactivate.getId() + "/submit-form", inactivated))
                    .isEqualTo(400);
            engine.getRuntimeService().setVariable(inactivate.getProcessInstanceId(), "inactivator", "help-desk");
            assertThat(status(registry, "POST", "/task/" + inactivate.getId() + "/submit-form", inactivated))
                    .isEqualTo(400);
            assertThat(task(inactivate.getProcessInstanceId(), AccountInactivationProcess.INACTIVATE_ACCOUNT))
                    .isNotNull();
        }

        /** They see requests because of their own task, and take nothing that the user or the help desk was asked. */
        @Test
        void takesNothingOfRequests() {
            for (Task task : List.of(sign, provision)) {
                for (String action : List.of("/claim", "/complete", "/submit-form", "/assignee", "/delegate")) {
                    assertThat(status(
                                    registry,
                                    "POST",
                                    "/task/" + task.getId() + action,
                                    claim("registry.member@mt.gov")))
                            .as(action)
                            .isIn(400, 403);
                }
                assertThat(task(task.getProcessInstanceId(), task.getTaskDefinitionKey()))
                        .returns(task.getAssignee(), Task::getAssignee);
            }
        }

        @Test
        void changesNothingElse() {
            changesNothing(registry);
        }

        @Test
        void seesNothingOfOtherProcesses() {
            assertThat(everythingReadable(registry, inactivate))
                    .as("the walk reaches addresses")
                    .contains("REQ0000000");
            assertThat(everythingReadable(registry, strange)).doesNotContain(SECRET, "strange", "\"" + strange.getId());
        }

        private List<String> filters(Browser person) {
            Matcher names = Pattern.compile("\"resourceType\":\"Task\",\"name\":\"([^\"]+)\"")
                    .matcher(call(person, "GET", "/filter?resourceType=Task&maxResults=100", "")
                            .body());
            return names.results().map(name -> name.group(1)).toList();
        }

        private String listed(Browser person, String filter) {
            String id = engine.getFilterService()
                    .createFilterQuery()
                    .filterName(filter)
                    .singleResult()
                    .getId();
            return call(person, "POST", "/filter/" + id + "/list?maxResults=100", "{}")
                    .body();
        }
    }

    @Nested
    class Operations {

        @Test
        void seesWhatRunsAndTriesAgainWhatFailed() {
            assertThat(call(operations, "GET", "/process-instance?processDefinitionKey=access-request", "")
                            .body())
                    .contains(sign.getProcessInstanceId());
            assertThat(status(
                            operations,
                            "GET",
                            "/process-instance/" + sign.getProcessInstanceId() + "/activity-instances",
                            ""))
                    .isEqualTo(200);
            assertThat(status(operations, "GET", "/incident", "")).isEqualTo(200);
            assertThat(status(operations, "PUT", "/job/" + job(sign).getId() + "/retries", "{\"retries\": 7}"))
                    .isEqualTo(204);
            assertThat(job(sign).getRetries()).isEqualTo(7);
            assertThat(status(
                            operations,
                            "PUT",
                            "/process-instance/" + sign.getProcessInstanceId() + "/suspended",
                            "{\"suspended\": true}"))
                    .isEqualTo(204);
            assertThat(status(
                            operations,
                            "PUT",
                            "/process-instance/" + sign.getProcessInstanceId() + "/suspended",
                            "{\"suspended\": false}"))
                    .isEqualTo(204);
        }

        /** Every address that can be read, about a request: nothing tells whom it is about. */
        @Test
        void seesNobodysData() {
            assertThat(everythingReadable(desk, sign))
                    .as("the walk reaches addresses")
                    .contains(user);
            assertThat(everythingReadable(operations, sign)).doesNotContain(user, SUPERVISOR);
        }

        /** What has no form would take any variables for its own. */
        @Test
        void startsNothingButByAForm() {
            List<String> keys =
                    engine.getRepositoryService().createProcessDefinitionQuery().latestVersion().list().stream()
                            .map(ProcessDefinition::getKey)
                            .filter(key -> !Set.of(AccessRequestProcess.KEY, AccessDeletionProcess.KEY)
                                    .contains(key))
                            .toList();
            assertThat(keys)
                    .contains(
                            AccountInactivationProcess.KEY,
                            AccountLifecycleProcess.KEY,
                            CredentialDeliveryProcess.KEY,
                            RegistryImportProcess.KEY);
            for (String key : keys) {
                for (String door : List.of("/submit-form", "/start")) {
                    assertThat(status(operations, "POST", "/process-definition/key/" + key + door, """
                            {"businessKey": "ACC0000001", "variables": {"accountNumber": {"value": "ACC0000001", "type": "String"}}}"""))
                            .as(key + door)
                            .isEqualTo(403);
                }
            }
            assertThat(status(operations, "POST", "/message", """
                    {"messageName": "NewPasswordRequested", "businessKey": "REQ0100387"}""")).isEqualTo(403);
        }

        /** With a condition on a variable one could find it out letter by letter. */
        @Test
        void asksForNobodyByVariables() {
            String condition = "[{\"name\": \"userAddress\", \"operator\": \"like\", \"value\": \"rights%\"}]";
            for (String query : List.of("/process-instance", "/process-instance/count", "/task", "/task/count")) {
                assertThat(status(operations, "POST", query, "{\"variables\": " + condition + "}"))
                        .as(query)
                        .isEqualTo(400);
                assertThat(status(
                                operations,
                                "POST",
                                query,
                                "{\"orQueries\": [{\"processVariables\": " + condition + "}]}"))
                        .as(query)
                        .isEqualTo(400);
                assertThat(status(operations, "GET", query + "?variables=userAddress_like_rights%25", ""))
                        .as(query)
                        .isEqualTo(400);
                assertThat(status(operations, "POST", query, "{\"processVariables\": " + condition + "}"))
                        .as(query)
                        .isEqualTo(400);
            }
            for (String query : List.of("/process-instance", "/process-instance/count")) {
                assertThat(status(operations, "POST", query, "{\"variables\": []}"))
                        .as("Cockpit asks so")
                        .isEqualTo(200);
            }
            assertThat(status(operations, "POST", "/task", """
                    {"sorting": [{"sortBy": "processVariable", "sortOrder": "asc",
                     "parameters": {"variable": "userAddress", "type": "String"}}]}"""))
                    .as("an order is a question too")
                    .isEqualTo(400);
            assertThat(status(desk, "POST", "/process-instance/count", "{\"variables\": " + condition + "}"))
                    .isEqualTo(200);
        }

        @Test
        void completesAndTakesNoTask() {
            for (Task task : List.of(sign, provision)) {
                for (String action : List.of(
                        "/claim", "/complete", "/submit-form", "/assignee", "/unclaim", "/delegate", "/resolve")) {
                    assertThat(status(
                                    operations,
                                    "POST",
                                    "/task/" + task.getId() + action,
                                    claim("operations.member@mt.gov")))
                            .as(action)
                            .isEqualTo(403);
                }
            }
            assertThat(task(sign.getProcessInstanceId(), AccessRequestProcess.SIGN_USER_AGREEMENT)
                            .getAssignee())
                    .isEqualTo(user);
        }

        @Test
        void changesNothingElse() {
            changesNothing(operations);
        }
    }

    @Nested
    class Nobody {

        @ParameterizedTest
        @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                POST   | /authorization/create               | {"type": 1, "permissions": ["ALL"], "userId": "desk.member@mt.gov", "resourceType": 6, "resourceId": "*"}
                PUT    | /authorization/{authorization}      | {"permissions": ["ALL"], "userId": null, "groupId": "help-desk", "resourceType": 6, "resourceId": "*"}
                DELETE | /authorization/{authorization}      | {}
                POST   | /user/create                        | {"profile": {"id": "intruder"}, "credentials": {"password": "secret"}}
                PUT    | /user/desk.member@mt.gov/credentials | {"password": "secret"}
                PUT    | /user/desk.member@mt.gov/profile    | {"id": "desk.member@mt.gov", "firstName": "Other"}
                POST   | /user/desk.member@mt.gov/unlock     | {}
                DELETE | /user/desk.member@mt.gov            | {}
                POST   | /group/create                       | {"id": "intruders", "name": "Intruders", "type": "WORKFLOW"}
                PUT    | /group/camunda-admin                | {"id": "camunda-admin", "name": "Other", "type": "WORKFLOW"}
                DELETE | /group/help-desk                    | {}
                PUT    | /group/camunda-admin/members/desk.member@mt.gov | {}
                DELETE | /group/help-desk/members/desk.member@mt.gov | {}
                POST   | /tenant/create                      | {"id": "intruders", "name": "Intruders"}
                PUT    | /tenant/x/user-members/desk.member@mt.gov | {}
                POST   | /identity/verify                    | {"username": "desk.member@mt.gov", "password": "secret"}
                """)
        void changesPeopleGroupsOrRights(String method, String path, String body) {
            String right = engine.getAuthorizationService()
                    .createAuthorizationQuery()
                    .groupIdIn("help-desk")
                    .resourceType(Resources.PROCESS_DEFINITION)
                    .listPage(0, 1)
                    .get(0)
                    .getId();
            Object before = rights();

            for (Browser person : List.of(desk, lead, operations)) {
                assertThat(status(person, method, path.replace("{authorization}", right), body))
                        .isEqualTo(403);
            }
            assertThat(rights()).isEqualTo(before);
        }

        /** The doors aside: what the engine itself says to whoever would reach it. */
        @Test
        void changesRightsInTheEngineEither() {
            for (String group : List.of("help-desk", "help-desk-lead", "camunda-admin")) {
                engine.getIdentityService().setAuthentication("somebody@mt.gov", List.of(group));
                try {
                    assertThatThrownBy(() -> grantAllTasks("somebody@mt.gov", null))
                            .as(group)
                            .isInstanceOf(AuthorizationException.class);
                    assertThatThrownBy(() -> engine.getRepositoryService()
                                    .createDeployment()
                                    .addString("x.txt", "x")
                                    .deploy())
                            .as(group)
                            .isInstanceOf(AuthorizationException.class);
                } finally {
                    engine.getIdentityService().clearAuthentication();
                }
            }
        }

        @Test
        void keepsARightThatTheReleaseDoesNotName() {
            Authorization planted = grantAllTasks(null, "help-desk");

            grants.write();

            assertThat(engine.getAuthorizationService()
                            .createAuthorizationQuery()
                            .authorizationId(planted.getId())
                            .count())
                    .isZero();
            assertThat(engine.getAuthorizationService()
                            .createAuthorizationQuery()
                            .groupIdIn("help-desk")
                            .resourceType(Resources.FILTER)
                            .count())
                    .as("rights on filters stay")
                    .isPositive();
        }
    }

    /** Tries whatever would move a request, a job, a model, a filter or the past by another way than a task's form. */
    private void changesNothing(Browser person) {
        Job job = job(sign);
        String instance = sign.getProcessInstanceId();
        String definition = sign.getProcessDefinitionId();
        String filter = engine.getFilterService()
                .createFilterQuery()
                .listPage(0, 1)
                .get(0)
                .getId();
        String variable = "{\"value\": \"x\", \"type\": \"String\"}";
        String history = "/history/process-instance/" + instance;
        boolean runsTheService = person == operations;
        Object before = state();
        for (String[] way : new String[][] {
            {"PUT", "/task/" + provision.getId() + "/variables/provisioner", variable},
            {
                "POST",
                "/task/" + provision.getId() + "/variables",
                "{\"modifications\": {\"provisioner\": " + variable + "}}"
            },
            {"PUT", "/process-instance/" + instance + "/variables/userAddress", variable},
            {
                "POST",
                "/process-instance/" + instance + "/variables",
                "{\"modifications\": {\"userAddress\": " + variable + "}}"
            },
            {"POST", "/process-instance/variables-async", """
                {"processInstanceIds": ["%s"], "variables": {"userAddress": %s}}""".formatted(instance, variable)},
            {"POST", "/process-instance/" + instance + "/modification", """
                {"instructions": [{"type": "startBeforeActivity", "activityId": AccessRequestProcess.PROVISION_ACCESS}]}"""},
            {"POST", "/modification/execute", """
                {"processDefinitionId": "%s", "processInstanceIds": ["%s"],
                 "instructions": [{"type": "cancel", "activityId": AccessRequestProcess.SIGN_USER_AGREEMENT}]}""".formatted(definition, instance)},
            {"POST", "/migration/execute", """
                {"processInstanceIds": ["%s"], "migrationPlan": {"sourceProcessDefinitionId": "%s", "targetProcessDefinitionId": "%s",
                 "instructions": [{"sourceActivityIds": ["SubProcess_UserAgreement"], "targetActivityIds": ["SubProcess_Provisioning"]}]}}""".formatted(instance, definition, definition)},
            {"DELETE", "/process-instance/" + instance, "{}"},
            {"POST", "/process-instance/delete", "{\"processInstanceIds\": [\"" + instance + "\"]}"},
            {"POST", "/execution/" + instance + "/signal", "{}"},
            {"POST", "/message", """
                {"messageName": "RequestWithdrawn", "businessKey": "%s"}""".formatted(number(sign))},
            {"PUT", "/job/" + job.getId() + "/duedate", "{\"duedate\": \"2001-01-01T00:00:00.000+0000\"}"},
            {"PUT", "/job/" + job.getId() + "/priority", "{\"priority\": 7}"},
            {"POST", "/job/" + job.getId() + "/execute", "{}"},
            {"DELETE", "/job/" + job.getId(), "{}"},
            {"POST", "/job/" + job.getId() + "/duedate/recalculate", "{}"},
            {"DELETE", "/process-definition/" + definition + "?cascade=true", "{}"},
            {"POST", "/process-definition/" + definition + "/start", "{}"},
            {"PUT", "/process-definition/" + definition + "/history-time-to-live", "{\"historyTimeToLive\": 1}"},
            {
                "POST",
                "/process-definition/key/strange/submit-form",
                runsTheService ? "{\"variables\": {\"x\": " + variable + "}}" : "{}"
            },
            {"POST", "/decision-definition/key/request-policy/evaluate", "{\"variables\": {}}"},
            {"POST", "/deployment/create", "{}"},
            {"DELETE", "/deployment/" + deployment + "?cascade=true", "{}"},
            {"POST", "/deployment/" + deployment + "/redeploy", "{}"},
            {"POST", "/filter/create", "{\"resourceType\": \"Task\", \"name\": \"Mine\", \"query\": {}}"},
            {"PUT", "/filter/" + filter, "{\"resourceType\": \"Task\", \"name\": \"Mine\", \"query\": {}}"},
            {"DELETE", "/filter/" + filter, "{}"},
            {"POST", "/task/create", "{\"name\": \"Mine\"}"},
            {"POST", "/task/" + provision.getId() + "/attachment/create", "{}"},
            {"DELETE", history, "{}"},
            {"DELETE", history + "/variable-instances", "{}"},
            {"POST", "/history/process-instance/delete", "{\"historicProcessInstanceIds\": [\"" + instance + "\"]}"},
            {"POST", "/history/process-instance/set-removal-time", """
                {"historicProcessInstanceIds": ["%s"], "clearedRemovalTime": true}""".formatted(instance)},
            {
                "POST",
                "/external-task/fetchAndLock",
                "{\"workerId\": \"x\", \"maxTasks\": 1, \"topics\": [{\"topicName\": \"x\", \"lockDuration\": 1}]}"
            },
            {"POST", "/case-definition/key/x/create", "{}"},
            {
                "PUT",
                "/job/" + job.getId() + "/retries",
                "{\"retries\": 3, \"dueDate\": \"2020-01-01T00:00:00.000+0000\"}"
            },
            {"PUT", "/job/" + job.getId() + "/retries", "{\"retries\": 3, \"dueDate\": null}"},
            {
                "PUT",
                "/job-definition/" + job.getJobDefinitionId() + "/retries",
                "{\"retries\": 3, \"dueDate\": \"2099-01-01T00:00:00.000+0000\"}"
            },
        }) {
            HttpResponse<String> answer = call(person, way[0], way[1], way[2]);
            assertThat(answer.statusCode())
                    .as(way[0] + " " + way[1] + " said " + answer.body())
                    .isIn(400, 403, 404, 405);
            assertThat(state()).as(way[0] + " " + way[1]).isEqualTo(before);
        }
        if (!runsTheService) {
            for (String[] way : new String[][] {
                {"PUT", "/job/" + job.getId() + "/retries", "{\"retries\": 3}"},
                {"POST", "/history/cleanup", "{}"},
                {"PUT", "/job/" + job.getId() + "/suspended", "{\"suspended\": true}"},
                {"POST", "/job/retries", "{\"jobIds\": [\"" + job.getId() + "\"], \"retries\": 3}"},
                {"PUT", "/process-instance/" + instance + "/suspended", "{\"suspended\": true}"},
                {"PUT", "/process-definition/" + definition + "/suspended", "{\"suspended\": true}"},
                {"POST", "/process-definition/key/access-request/submit-form", "{\"variables\": {}}"},
            }) {
                // 404 where not even the model is known to this role
                assertThat(status(person, way[0], way[1], way[2]))
                        .as(way[0] + " " + way[1])
                        .isIn(403, 404);
                assertThat(state()).as(way[0] + " " + way[1]).isEqualTo(before);
            }
        }
    }

    /** The bodies of all that can be read at the engine's REST, with the ids of a task and of what belongs to it. */
    private String everythingReadable(Browser person, Task task) {
        String variable = engine.getRuntimeService()
                .createVariableInstanceQuery()
                .processInstanceIdIn(task.getProcessInstanceId())
                .listPage(0, 1)
                .get(0)
                .getId();
        Map<String, String> ids = new HashMap<>(Map.of(
                "task",
                task.getId(),
                "execution",
                task.getExecutionId(),
                "variable-instance",
                variable,
                "process-definition",
                task.getProcessDefinitionId()));
        engine.getManagementService()
                .createJobQuery()
                .processInstanceId(task.getProcessInstanceId())
                .listPage(0, 1)
                .forEach(job -> ids.put("job", job.getId()));
        StringBuilder read = new StringBuilder();
        for (Routes.Route route : Routes.of(service)) {
            boolean reads = route.method().equals("GET") && route.path().startsWith("/camunda/api/engine/");
            if (reads || route.path().startsWith("/camunda/api/cockpit/plugin/base/{engine}/")) {
                String path = route.path()
                        .replaceFirst("\\{(name|engine)}", ENGINE_NAME)
                        .replace("{key}", task.getProcessDefinitionId().split(":")[0])
                        .replace("{varId}", "requestNumber")
                        .replace("/**", "");
                for (var id : ids.entrySet()) {
                    path = path.replace("/" + id.getKey() + "/{id}", "/" + id.getKey() + "/" + encoded(id.getValue()));
                }
                HttpResponse<String> answer = person.call(
                        route.method(),
                        path.replaceAll("\\{[^}]+}", encoded(task.getProcessInstanceId())),
                        reads ? "" : "{}");
                if (answer.statusCode() == 200) {
                    read.append(answer.body()).append('\n');
                }
            }
        }
        return read.toString();
    }

    private Browser staff(String address, String group) {
        Browser browser = loggedIn(address, group);
        browser.get("/camunda/app/tasklist/" + ENGINE_NAME + "/");
        return browser;
    }

    private String request(Map<String, String> form, String address) {
        Map<String, String> fields = new HashMap<>(form);
        fields.put("emailAddress", address);
        fields.put(
                "_csrf",
                Jsoup.parse(supervisor.get("/requests/new").body())
                        .selectFirst("input[name=_csrf]")
                        .val());
        HttpResponse<String> answer = supervisor.postForm(
                "/requests/new",
                fields.entrySet().stream()
                        .map(field -> field.getKey() + "=" + encoded(field.getValue()))
                        .collect(Collectors.joining("&")));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
        String page = answer.headers().firstValue("Location").orElseThrow();
        return page.substring(page.lastIndexOf('/') + 1);
    }

    private Task task(String number) {
        return engine.getTaskService()
                .createTaskQuery()
                .processInstanceBusinessKey(number)
                .singleResult();
    }

    private Task task(String instance, String key) {
        return engine.getTaskService()
                .createTaskQuery()
                .processInstanceId(instance)
                .taskDefinitionKey(key)
                .singleResult();
    }

    private Job job(Task task) {
        return engine.getManagementService()
                .createJobQuery()
                .processInstanceId(task.getProcessInstanceId())
                .orderByJobId()
                .asc()
                .listPage(0, 1)
                .get(0);
    }

    private String number(Task task) {
        return (String) engine.getRuntimeService().getVariable(task.getExecutionId(), "requestNumber");
    }

    private Authorization grantAllTasks(String person, String group) {
        Authorization right = engine.getAuthorizationService().createNewAuthorization(Authorization.AUTH_TYPE_GRANT);
        right.setUserId(person);
        right.setGroupId(group);
        right.setResource(Resources.TASK);
        right.setResourceId(Authorization.ANY);
        right.addPermission(Permissions.ALL);
        return engine.getAuthorizationService().saveAuthorization(right);
    }

    private Object rights() {
        return List.of(
                jdbc.sql(
                                "select id_, group_id_, user_id_, resource_type_, perms_ from act_ru_authorization order by id_")
                        .query()
                        .listOfRows(),
                jdbc.sql("select * from act_id_user").query().listOfRows(),
                jdbc.sql("select * from act_id_group").query().listOfRows(),
                jdbc.sql("select * from act_id_membership").query().listOfRows(),
                jdbc.sql("select * from staff_role order by address, role")
                        .query()
                        .listOfRows());
    }

    /** What of the engine must not move; the jobs of mails aside, which run meanwhile. */
    private Object state() {
        return List.of(
                jdbc.sql("select id_, assignee_, owner_, priority_, delegation_ from act_ru_task order by id_")
                        .query()
                        .listOfRows(),
                jdbc.sql(
                                "select id_, suspension_state_, act_id_ from act_ru_execution where proc_inst_id_ in (?, ?) order by id_")
                        .param(sign.getProcessInstanceId())
                        .param(provision.getProcessInstanceId())
                        .query()
                        .listOfRows(),
                jdbc.sql("select name_, text_, long_ from act_ru_variable where proc_inst_id_ in (?, ?) order by id_")
                        .param(sign.getProcessInstanceId())
                        .param(provision.getProcessInstanceId())
                        .query()
                        .listOfRows(),
                jdbc.sql(
                                "select id_, duedate_, retries_, suspension_state_, priority_ from act_ru_job where process_instance_id_ = ? order by id_")
                        .param(sign.getProcessInstanceId())
                        .query()
                        .listOfRows(),
                jdbc.sql("select id_, rev_, suspension_state_ from act_re_procdef order by id_")
                        .query()
                        .listOfRows(),
                jdbc.sql("select id_ from act_re_deployment order by id_")
                        .query()
                        .listOfRows(),
                jdbc.sql("select id_, rev_, name_ from act_ru_filter order by id_")
                        .query()
                        .listOfRows(),
                jdbc.sql("select id_ from act_hi_procinst where id_ in (?, ?) order by id_")
                        .param(sign.getProcessInstanceId())
                        .param(provision.getProcessInstanceId())
                        .query()
                        .listOfRows(),
                jdbc.sql("select count(*) from act_ru_batch").query().listOfRows());
    }

    private HttpResponse<String> call(Browser person, String method, String path, String body) {
        return person.call(method, ENGINE + path, body);
    }

    private int status(Browser person, String method, String path, String body) {
        return call(person, method, path, body).statusCode();
    }

    private static String claim(String address) {
        return "{\"userId\": " + (address == null ? null : "\"" + address + "\"") + "}";
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}

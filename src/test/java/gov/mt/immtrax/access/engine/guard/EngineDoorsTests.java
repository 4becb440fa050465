package gov.mt.immtrax.access.engine.guard;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import gov.mt.immtrax.access.engine.start.StaffAuthorizations;
import gov.mt.immtrax.access.identity.RunningService;
import gov.mt.immtrax.access.mail.process.EmailDeliveryProcess;
import gov.mt.immtrax.access.request.process.AccessRequestProcess;
import jakarta.servlet.ServletContext;
import java.net.http.HttpResponse;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assertj.core.api.ThrowableAssert;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permission;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.impl.TaskQueryImpl;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** The engine's applications and REST as they are reached over HTTP, with their own servlets and filters. */
@ExtendWith(OutputCaptureExtension.class)
class EngineDoorsTests extends RunningService {

    private static final String ENGINE = "/camunda/api/engine/engine/" + ENGINE_NAME;
    private static final String TASKLIST = "/camunda/app/tasklist/" + ENGINE_NAME + "/";
    private static final String COCKPIT = "/camunda/app/cockpit/" + ENGINE_NAME + "/";
    private static final String PROCESS = EmailDeliveryProcess.KEY;

    @Autowired
    private ProcessEngine engine;

    @Autowired
    private StaffAuthorizations grants;

    @Autowired
    private ServletContext server;

    private String deployment;
    private Task task;

    @BeforeEach
    void openATask() {
        deployment = engine.getRepositoryService()
                .createDeployment()
                .addModelInstance(
                        "doors.bpmn",
                        Bpmn.createExecutableProcess(PROCESS)
                                .camundaHistoryTimeToLive(1)
                                .startEvent()
                                .userTask("work")
                                .camundaCandidateGroups("help-desk")
                                .endEvent()
                                .done())
                .deploy()
                .getId();
        String instance = engine.getRuntimeService()
                .createProcessInstanceByKey(PROCESS)
                .startBeforeActivity("work")
                .execute()
                .getId();
        task = engine.getTaskService()
                .createTaskQuery()
                .processInstanceId(instance)
                .singleResult();
    }

    @AfterEach
    void clear() {
        engine.getRepositoryService().deleteDeployment(deployment, true);
    }

    @Nested
    class WithoutLogin {

        @ParameterizedTest
        @CsvSource({
            "GET,  /camunda/api/engine/engine/doors/task",
            "POST, /camunda/api/engine/engine/doors/task",
            "GET,  /camunda/api/engine/engine/",
            "GET,  /camunda/api/cockpit/plugin/base/doors/incident",
            "GET,  /camunda/api/tasklist/plugin/tasklistPlugins/static/x",
            "GET,  /camunda/api/admin/auth/user/doors",
            "POST, /camunda/api/admin/setup/doors/user/create",
            "POST, /camunda/api/admin/auth/user/doors/login/cockpit"
        })
        void nothingOfTheRestIsOpen(String method, String path) {
            assertThat(browser().call(method, path, "{}").statusCode()).isEqualTo(401);
        }

        @Test
        void theApplicationsLeadToTheLogin() {
            assertThat(browser().step(TASKLIST).headers().firstValue("Location"))
                    .get()
                    .asString()
                    .endsWith("/oauth2/authorization/okta");
        }
    }

    @Nested
    class ForCitizens {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    ENGINE + "/task",
                    ENGINE + "/process-definition",
                    TASKLIST,
                    COCKPIT,
                    "/camunda/api/cockpit/plugin/base/doors/incident",
                    "/camunda/api/admin/auth/user/doors"
                })
        void everythingIsClosed(String path) {
            assertThat(loggedIn("stacy.supervisor@sphealth.org").step(path).statusCode())
                    .isEqualTo(403);
        }
    }

    @Nested
    class ForOperations {

        private final Browser operations = loggedIn("operations@mt.gov", "camunda-admin");

        @Test
        void cockpitAndItsRestAreOpen() {
            HttpResponse<String> page = operations.get(COCKPIT);

            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.body()).contains("Camunda Cockpit");
            assertThat(page.headers().firstValue("Content-Security-Policy"))
                    .get()
                    .asString()
                    .as("the application's own policy")
                    .contains("strict-dynamic");
            assertThat(operations
                            .call("GET", "/camunda/api/admin/auth/user/doors", "")
                            .body())
                    .contains("\"userId\":\"operations@mt.gov\"", "cockpit", "tasklist")
                    .doesNotContain("\"admin\"");
            assertThat(operations
                            .call("GET", ENGINE + "/process-definition", "")
                            .body())
                    .contains(PROCESS);
        }

        @ParameterizedTest
        @CsvSource({
            "POST, /camunda/api/admin/setup/doors/user/create",
            "POST, /camunda/api/admin/auth/user/doors/login/cockpit",
            "GET,  /camunda/app/admin/doors/setup/",
            "GET,  /camunda/app/admin/doors/"
        })
        void makingAnAdministratorIsClosedEvenHere(String method, String path) {
            assertThat(operations.call(method, path, "{}").statusCode()).isEqualTo(path.contains("/app/") ? 404 : 403);
        }

        /** The engine's own nonces come from a generator that can be foreseen. */
        @Test
        void itsPagesCarryNoncesOfOurs() {
            Pattern nonce = Pattern.compile("nonce-([\\w-]{27})'");
            Set<String> nonces = new HashSet<>();
            for (int i = 0; i < 3; i++) {
                String policy = operations
                        .get(COCKPIT)
                        .headers()
                        .firstValue("Content-Security-Policy")
                        .orElseThrow();
                Matcher found = nonce.matcher(policy);
                assertThat(found.find()).as(policy).isTrue();
                nonces.add(found.group(1));
            }
            assertThat(nonces).hasSize(3);
            assertThat(server.getFilterRegistration(EngineHeaders.NAME).getClassName())
                    .isEqualTo(EngineHeaders.class.getName());
        }

        /** The engine's REST would say which exception it was, and in which table. */
        @Test
        void failuresAreToldInWordsWithANumberThatTheLogKnows(CapturedOutput log) throws Exception {
            operations.get(COCKPIT);
            int failed = 0;
            for (String[] way : new String[][] {
                {"PUT", "/job/no-such-job/retries", "{\"retries\": 1}"},
                {"POST", "/task/no-such-task/unclaim", "{}"},
                {"GET", "/job/no-such-job/stacktrace", ""},
                {"GET", "/process-definition/no-such-model/statistics", ""},
                {"GET", "/process-definition/no-such-model/xml", ""},
                {"GET", "/task/no-such-task/form", ""},
                {"GET", "/deployment/x/resources/y/data", ""},
                {"GET", "/process-definition?sortBy=x&sortOrder=asc", ""},
                {"POST", "/task", "{\"priority\": \"x\"}"},
                {"GET", "/task?priority=x", ""},
                {"GET", "/job/no-such-job", ""},
                {"POST", "/job", "[]"}
            }) {
                HttpResponse<String> answer = operations.call(way[0], ENGINE + way[1], way[2]);
                String as = way[0] + " " + way[1] + " said " + answer.statusCode() + " " + answer.body();
                assertThat(answer.statusCode()).as(as).isGreaterThanOrEqualTo(400);
                assertThat(answer.body())
                        .as(as)
                        .doesNotContain("ENGINE-", "org.camunda", "SQL", "ACT_", "\\n", "\tat ")
                        .doesNotContainPattern("\"message\":\"[^\"]*Exception");
                if (answer.statusCode() >= 500) {
                    failed++;
                    String number =
                            new ObjectMapper().readTree(answer.body()).get("id").asText();
                    assertThat(answer.body())
                            .contains("This did not work. Please try again.")
                            .contains("the number " + number);
                    assertThat(log.getAll())
                            .contains(number + ": " + way[0] + " " + ENGINE + way[1].replaceAll("\\?.*", "")
                                    + " failed with 500");
                }
            }
            assertThat(failed).as("calls that failed").isPositive();
        }

        @Test
        void nobodyCanBeMadeAUserThroughTheEngine() {
            operations.get(COCKPIT);

            assertThat(operations.call("POST", ENGINE + "/user/create", """
                    {"profile": {"id": "intruder"}, "credentials": {"password": "secret"}}""").statusCode())
                    .isBetween(400, 599);
            assertThat(engine.getIdentityService()
                            .createUserQuery()
                            .userId("intruder")
                            .count())
                    .isZero();
        }
    }

    @Nested
    class ForTheHelpDesk {

        private final Browser desk = loggedIn("help.desk@mt.gov", "help-desk");

        @BeforeEach
        void openTasklist() {
            assertThat(desk.get(TASKLIST).statusCode()).isEqualTo(200);
        }

        @Test
        void tasklistIsOpenAndCockpitIsNot() {
            assertThat(desk.call("GET", "/camunda/api/admin/auth/user/doors", "")
                            .body())
                    .contains("\"authorizedApps\":", "tasklist")
                    .doesNotContain("cockpit", "admin");
            assertThat(desk.step(COCKPIT).statusCode()).isEqualTo(403);
            assertThat(desk.step("/camunda/app/tasklist/scripts/config.js").body())
                    .contains("scripts/session.js", "scripts/forms.js");
            assertThat(List.of("session.js", "mistakes.js", "forms.js"))
                    .allSatisfy(script -> assertThat(desk.step("/camunda/app/tasklist/scripts/" + script)
                                    .statusCode())
                            .isEqualTo(200));
        }

        @Test
        void tasksAreListedClaimedGivenBackAndCompleted() {
            assertThat(desk.call("GET", ENGINE + "/task", "").body()).contains(task.getId());
            assertThat(desk.call("GET", ENGINE + "/user/help.desk%40mt.gov/profile", "")
                            .body())
                    .contains("Some");

            assertThat(status("POST", "/claim", "{\"userId\": \"help.desk@mt.gov\"}"))
                    .isEqualTo(204);
            assertThat(assignee()).isEqualTo("help.desk@mt.gov");
            assertThat(status("POST", "/unclaim", "{}")).isEqualTo(204);
            assertThat(assignee()).isNull();
            assertThat(status("POST", "/claim", "{\"userId\": \"help.desk@mt.gov\"}"))
                    .isEqualTo(204);
            assertThat(status("POST", "/comment/create", "{\"message\": \"Called the supervisor\"}"))
                    .isEqualTo(403);
            assertThat(status("POST", "/complete", "{}")).isEqualTo(204);
            assertThat(engine.getTaskService()
                            .createTaskQuery()
                            .taskId(task.getId())
                            .count())
                    .isZero();
        }

        @Test
        void tasksOfOthersStayTheirs() {
            engine.getTaskService().setAssignee(task.getId(), "colleague@mt.gov");

            assertThat(status("POST", "/unclaim", "{}")).isEqualTo(403);
            assertThat(status("POST", "/assignee", "{\"userId\": \"help.desk@mt.gov\"}"))
                    .isEqualTo(403);
            assertThat(status("POST", "/delegate", "{\"userId\": \"help.desk@mt.gov\"}"))
                    .isEqualTo(403);
            assertThat(status("PUT", "", "{\"assignee\": \"help.desk@mt.gov\"}"))
                    .isEqualTo(403);
            assertThat(status("POST", "/claim", "{\"userId\": \"help.desk@mt.gov\"}"))
                    .isGreaterThanOrEqualTo(400);
            assertThat(assignee()).isEqualTo("colleague@mt.gov");
        }

        @Test
        void dueDatesStayTheModels() {
            engine.getTaskService().setAssignee(task.getId(), "help.desk@mt.gov");

            assertThat(status(
                            "PUT",
                            "",
                            "{\"assignee\": \"help.desk@mt.gov\", \"due\": \"2030-01-01T00:00:00.000+0000\"}"))
                    .isEqualTo(403);
        }

        @Test
        void deployingAndStartingIsNotTheirs() {
            assertThat(desk.call("POST", ENGINE + "/process-definition/key/" + PROCESS + "/start", "{}")
                            .statusCode())
                    .isEqualTo(403);
            assertThat(desk.call("DELETE", ENGINE + "/deployment/" + deployment, "")
                            .statusCode())
                    .isIn(403, 404);
            assertThat(engine.getRepositoryService()
                            .createDeploymentQuery()
                            .deploymentId(deployment)
                            .count())
                    .isEqualTo(1);
            assertThat(desk.deploy(ENGINE + "/deployment/create").statusCode()).isEqualTo(403);
            assertThat(desk.call("POST", ENGINE + "/authorization/create", """
                    {"type": 1, "permissions": ["ALL"], "userId": "help.desk@mt.gov", "resourceType": 6,
                     "resourceId": "*"}""").statusCode())
                    .isEqualTo(403);
        }

        @Test
        void theEnginesOwnTokenIsNeeded() {
            HttpResponse<String> answer = desk.postForm(ENGINE + "/task/" + task.getId() + "/claim", "");

            assertThat(answer.statusCode()).isEqualTo(403);
        }

        @Test
        void leavingTheDeskEndsTheWorkOfOpenSessionsToo() {
            loggedIn("help.desk@mt.gov");

            assertThat(desk.call("GET", ENGINE + "/task", "").statusCode()).isEqualTo(401);
        }

        @Test
        void losingOneOfTheirGroupsEndsItsRightsInOpenSessionsToo() {
            Browser both = loggedIn("help.desk@mt.gov", "help-desk", "camunda-admin");
            String who = "/camunda/api/admin/auth/user/doors";
            assertThat(both.call("GET", ENGINE + "/process-definition", "").statusCode())
                    .isEqualTo(200);
            assertThat(both.call("GET", who, "").body()).contains("cockpit");

            loggedIn("help.desk@mt.gov", "help-desk");

            assertThat(both.call("GET", ENGINE + "/process-definition", "").statusCode())
                    .isEqualTo(200);
            assertThat(both.call("GET", who, "").body()).contains("tasklist").doesNotContain("cockpit");
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                GET    | /variable-instance?maxResults=2000
                POST   | /variable-instance
                GET    | /variable-instance/count
                GET    | /history/variable-instance
                GET    | /history/detail
                GET    | /process-instance/{process}/variables
                GET    | /execution/{process}/localVariables
                GET    | /task/{task}/variables
                GET    | /filter/{filter}/list?maxResults=101
                GET    | /filter/{filter}/list?maxResults=1&maxResults=2000
                GET    | /history/user-operation
                PUT    | /history/user-operation/x/set-annotation
                PUT    | /incident/x/annotation
                GET    | /task/{task}/comment
                PUT    | /task/{task}/comment
                DELETE | /task/{task}/comment
                POST   | /task/{task}/comment/create
                GET    | /process-instance/{process}/comment
                POST   | /task/{task}/attachment/create
                POST   | /message
                POST   | /signal
                POST   | /condition
                POST   | /job/x/execute/
                POST   | /process-definition/key/email-delivery/start/
                """)
        void bulkFreeTextAndQuestionsAreClosed(String method, String path) {
            String filter = engine.getFilterService()
                    .createFilterQuery()
                    .filterName("All open")
                    .singleResult()
                    .getId();
            String asked = ENGINE
                    + path.replace("{task}", task.getId())
                            .replace("{process}", task.getProcessInstanceId())
                            .replace("{filter}", filter);
            Browser everyRole =
                    loggedIn("every.role@mt.gov", "help-desk", "help-desk-lead", "registry-staff", "camunda-admin");
            everyRole.get(TASKLIST);

            for (Browser person : List.of(desk, everyRole)) {
                HttpResponse<String> answer = person.call(method, asked, method.equals("GET") ? "" : "{}");
                assertThat(answer.statusCode()).as(answer.body()).isIn(400, 403);
                boolean byTheEngine = person == everyRole && method.equals("POST") && path.equals("/variable-instance");
                assertThat(answer.body()).contains(byTheEngine ? "Users cannot do this" : "\"timestamp\":");
            }
        }

        @ParameterizedTest
        @ValueSource(strings = {"X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override"})
        void aHeaderThatNamesAnotherMethodChangesNothing(String header) {
            desk.stepWith(
                    new String[] {
                        header,
                        "POST",
                        "X-XSRF-TOKEN",
                        desk.cookie("XSRF-TOKEN").orElseThrow()
                    },
                    ENGINE + "/task/" + task.getId() + "/claim?_method=POST");
            assertThat(assignee()).isNull();
            assertThat(desk.call("GET", ENGINE + "/task/" + task.getId(), "").statusCode())
                    .isEqualTo(200);
            for (String method : List.of("HEAD", "OPTIONS", "PATCH", "TRACE")) {
                assertThat(desk.call(method, ENGINE + "/variable-instance", "").statusCode())
                        .as(method)
                        .isIn(400, 403, 405);
            }
        }

        @Test
        void theTokenIsNeededToSignOutToo() {
            String signOut = "/camunda/api/admin/auth/user/doors/logout";

            assertThat(desk.postForm(signOut, "").statusCode()).isEqualTo(404);
            assertThat(desk.call("GET", ENGINE + "/task", "").statusCode())
                    .as("still there")
                    .isEqualTo(200);
            assertThat(desk.call("POST", signOut, "").statusCode()).isEqualTo(200);
            assertThat(desk.call("GET", ENGINE + "/task", "").statusCode()).isEqualTo(401);
        }

        private int status(String method, String action, String json) {
            return desk.call(method, ENGINE + "/task/" + task.getId() + action, json)
                    .statusCode();
        }

        @Nested
        class Expressions {

            @ParameterizedTest
            @ValueSource(
                    strings = {
                        "{\"assigneeExpression\": \"${1}\"}",
                        "{\"orQueries\": [{\"assigneeExpression\": \"${1}\"}]}",
                        "{\"orQueries\": [{\"assigneeExpress\\u0069on\": \"${1}\"}]}",
                        "{\"orQueries\": [{\"dueBeforeExpression\": \"${1}\"}], \"maxResults\": 1}",
                        "/* not JSON */ {\"assigneeExpression\": \"${1}\"}"
                    })
            void areRefusedInQueriesAtAnyDepth(String query) {
                assertThat(desk.call("POST", ENGINE + "/task", query).statusCode())
                        .isEqualTo(400);
                assertThat(desk.call("POST", ENGINE + "/task/count", query).statusCode())
                        .isEqualTo(400);
            }

            @Test
            void areRefusedInAddresses() {
                assertThat(desk.call("GET", ENGINE + "/task?assigneeExpression=x", "")
                                .statusCode())
                        .isEqualTo(400);
                assertThat(desk.call("GET", ENGINE + "/task?assigneeExpressi%6Fn=x", "")
                                .statusCode())
                        .isEqualTo(400);
            }

            @ParameterizedTest
            @ValueSource(
                    strings = {
                        "{\"assigneeExpression\": \"${1}\"}",
                        "{\"orQueries\": [{\"assigneeExpression\": \"${1}\"}]}"
                    })
            void areRefusedInFilters(String query) {
                String filter = """
                        {"resourceType": "Task", "name": "Mine", "owner": "help.desk@mt.gov", "query": %s}""".formatted(query);

                assertThat(desk.call("POST", ENGINE + "/filter/create", filter).statusCode())
                        .isEqualTo(403);
                assertThat(engine.getFilterService()
                                .createFilterQuery()
                                .filterName("Mine")
                                .count())
                        .isZero();
            }

            @Test
            void doNotStandInTheWayOfPlainQueries() {
                HttpResponse<String> answer = desk.call("POST", ENGINE + "/task", """
                        {"orQueries": [{"name": "work", "unassigned": true}]}""");

                assertThat(answer.statusCode()).isEqualTo(200);
                assertThat(answer.body()).contains(task.getId());
            }
        }
    }

    @Nested
    class InTheEngine {

        @Test
        void queriesWithExpressionsAreRefusedBelowTheRestToo() {
            TaskQueryImpl plain = (TaskQueryImpl) engine.getTaskService().createTaskQuery();
            plain.taskAssigneeExpression("${1}");
            var nested = engine.getTaskService()
                    .createTaskQuery()
                    .or()
                    .taskAssigneeExpression("${1}")
                    .endOr();

            assertThatThrownBy(plain::list).isInstanceOf(BadUserRequestException.class);
            assertThatThrownBy(nested::list).isInstanceOf(BadUserRequestException.class);
            assertThatThrownBy(nested::count).isInstanceOf(BadUserRequestException.class);
        }

        @Test
        void settingsAreTheClosedOnes() {
            var settings = (ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration();

            assertThat(settings.isAuthorizationEnabled()).isTrue();
            assertThat(settings.getDefaultUserPermissionForTask().getName()).isEqualTo("TASK_WORK");
            assertThat(settings.getAuthorizationCheckRevokes()).isEqualTo("never");
            assertThat(settings.getAdminGroups()).containsOnly("camunda-admin");
            assertThat(settings.getAdminUsers()).isEmpty();
            assertThat(settings.isEnableExpressionsInAdhocQueries()).isFalse();
            assertThat(settings.isEnableExpressionsInStoredQueries()).isFalse();
            assertThat(settings.isJavaSerializationFormatEnabled()).isFalse();
            assertThat(settings.isDeserializationTypeValidationEnabled()).isTrue();
            assertThat(settings.isCmmnEnabled()).isFalse();
            assertThat(settings.isStandaloneTasksEnabled()).isFalse();
        }

        /** The doors aside: what the engine itself says to people, who may or may not have a right to it. */
        @Test
        void peopleDoNothingButTheWorkOfTheApplications() {
            String instance = task.getProcessInstanceId();
            String definition = task.getProcessDefinitionId();
            var runtime = engine.getRuntimeService();
            var management = engine.getManagementService();
            Map<String, ThrowableAssert.ThrowingCallable> ways = Map.ofEntries(
                    entry("start", () -> runtime.startProcessInstanceByKey(PROCESS)),
                    entry(
                            "start in the middle",
                            () -> runtime.createProcessInstanceByKey(PROCESS)
                                    .startBeforeActivity("work")
                                    .execute()),
                    entry(
                            "modify",
                            () -> runtime.createProcessInstanceModification(instance)
                                    .startBeforeActivity("work")
                                    .execute()),
                    entry(
                            "modify later",
                            () -> runtime.createProcessInstanceModification(instance)
                                    .startBeforeActivity("work")
                                    .executeAsync()),
                    entry(
                            "modify many",
                            () -> runtime.createModification(definition)
                                    .startBeforeActivity("work")
                                    .processInstanceIds(instance)
                                    .execute()),
                    entry(
                            "modify many later",
                            () -> runtime.createModification(definition)
                                    .startBeforeActivity("work")
                                    .processInstanceIds(instance)
                                    .executeAsync()),
                    entry(
                            "restart",
                            () -> runtime.restartProcessInstances(definition)
                                    .startBeforeActivity("work")
                                    .processInstanceIds(instance)
                                    .execute()),
                    entry(
                            "migrate",
                            () -> runtime.newMigration(runtime.createMigrationPlan(definition, definition)
                                            .mapEqualActivities()
                                            .build())
                                    .processInstanceIds(instance)
                                    .execute()),
                    entry("delete", () -> runtime.deleteProcessInstance(instance, "x")),
                    entry(
                            "message",
                            () -> runtime.createMessageCorrelation("x")
                                    .processInstanceVariableEquals("a", "b")
                                    .correlateAll()),
                    entry("signal", () -> runtime.createSignalEvent("x").send()),
                    entry(
                            "condition",
                            () -> runtime.createConditionEvaluation()
                                    .setVariable("a", "b")
                                    .evaluateStartConditions()),
                    entry("trigger", () -> runtime.signal(instance)),
                    entry(
                            "all variables",
                            () -> runtime.createVariableInstanceQuery()
                                    .variableName("userAddress")
                                    .listPage(0, 1)),
                    entry(
                            "all old variables",
                            () -> engine.getHistoryService()
                                    .createHistoricVariableInstanceQuery()
                                    .count()),
                    entry(
                            "details",
                            () -> engine.getHistoryService()
                                    .createHistoricDetailQuery()
                                    .count()),
                    entry("set variable", () -> runtime.setVariable(instance, "requestNumber", "x")),
                    entry(
                            "set task's variable",
                            () -> engine.getTaskService().setVariable(task.getId(), "requestNumber", "x")),
                    entry("remove variable", () -> runtime.removeVariable(instance, "requestNumber")),
                    entry("incident", () -> runtime.createIncident("x", instance, "x")),
                    entry("job", () -> management.executeJob("x")),
                    entry("job away", () -> management.deleteJob("x")),
                    entry("job's date", () -> management.setJobDuedate("x", null)),
                    entry("jobs in bulk", () -> management.setJobRetriesAsync(List.of("x"), 1)),
                    entry(
                            "external task",
                            () -> engine.getExternalTaskService()
                                    .fetchAndLock(1, "x")
                                    .topic("x", 1)
                                    .execute()),
                    entry("save task", () -> engine.getTaskService().saveTask(task)),
                    entry("name", () -> engine.getTaskService().setName(task.getId(), "x")),
                    entry("filter", () -> engine.getFilterService().newTaskFilter("x")),
                    entry("cleanup", () -> engine.getHistoryService().cleanUpHistoryAsync(true)),
                    entry(
                            "evaluate",
                            () -> engine.getDecisionService()
                                    .evaluateDecisionByKey("request-policy")
                                    .evaluate()));
            Object before = engine.getRuntimeService()
                    .createExecutionQuery()
                    .processDefinitionKey(PROCESS)
                    .count();

            for (String group : List.of("camunda-admin", "help-desk")) {
                engine.getIdentityService().setAuthentication("operations@mt.gov", List.of(group));
                try {
                    ways.forEach((way, call) -> assertThatThrownBy(call)
                            .as(way)
                            .isInstanceOf(AuthorizationException.class)
                            .hasMessageContaining("Users cannot do this"));
                    assertThat(engine.getTaskService().createTaskQuery().listPage(0, 1))
                            .as("queries pass")
                            .isNotNull();
                } finally {
                    engine.getIdentityService().clearAuthentication();
                }
            }
            assertThat(engine.getRuntimeService()
                            .createExecutionQuery()
                            .processDefinitionKey(PROCESS)
                            .count())
                    .isEqualTo(before);
        }

        @Test
        void nobodyKeepsFreeTextBesideATask() {
            String instance = task.getProcessInstanceId();
            for (ThrowableAssert.ThrowingCallable way : List.<ThrowableAssert.ThrowingCallable>of(
                    () -> engine.getTaskService().createComment(task.getId(), instance, "born 1982-03-20"),
                    () -> engine.getTaskService().updateTaskComment(task.getId(), "x", "born 1982-03-20"),
                    () -> engine.getTaskService()
                            .createAttachment("x", task.getId(), instance, "born", "1982-03-20", "x"),
                    () -> engine.getRuntimeService().setAnnotationForIncidentById("x", "born 1982-03-20"),
                    () -> engine.getHistoryService().setAnnotationForOperationLogById("x", "born 1982-03-20"))) {
                assertThatThrownBy(way).isInstanceOf(AuthorizationException.class);
            }
        }

        @Test
        void tasksLeaveNoRowsOfRights() {
            engine.getTaskService().setAssignee(task.getId(), "help.desk@mt.gov");
            engine.getTaskService().addCandidateGroup(task.getId(), "help-desk-lead");
            engine.getTaskService().addCandidateUser(task.getId(), "help.desk@mt.gov");
            engine.getTaskService().setOwner(task.getId(), "help.desk@mt.gov");

            assertThat(engine.getAuthorizationService()
                            .createAuthorizationQuery()
                            .resourceType(Resources.TASK)
                            .resourceId(task.getId())
                            .count())
                    .isZero();
        }

        @Test
        void grantsFollowTheListOfThisRelease() {
            Authorization grant = engine.getAuthorizationService()
                    .createAuthorizationQuery()
                    .groupIdIn("help-desk")
                    .resourceType(Resources.PROCESS_DEFINITION)
                    .resourceId(AccessRequestProcess.KEY)
                    .singleResult();
            grant.setPermissions(new Permission[] {Permissions.DELETE});
            engine.getAuthorizationService().saveAuthorization(grant);

            grants.write();

            Authorization now = engine.getAuthorizationService()
                    .createAuthorizationQuery()
                    .authorizationId(grant.getId())
                    .singleResult();
            assertThat(now.isPermissionGranted(Permissions.DELETE)).isFalse();
            assertThat(now.isPermissionGranted(Permissions.TASK_WORK)).isTrue();
        }

        @Test
        void grantsAreWrittenOnce() {
            long before =
                    engine.getAuthorizationService().createAuthorizationQuery().count();
            grants.write();

            assertThat(engine.getAuthorizationService()
                            .createAuthorizationQuery()
                            .count())
                    .isEqualTo(before);
            for (StaffAuthorizations.Grant grant : grants.grants()) {
                assertThat(engine.getAuthorizationService()
                                .createAuthorizationQuery()
                                .groupIdIn(grant.group())
                                .resourceType(grant.resource())
                                .resourceId(grant.resourceId())
                                .count())
                        .isEqualTo(1);
            }
        }
    }

    private String assignee() {
        return engine.getTaskService()
                .createTaskQuery()
                .taskId(task.getId())
                .singleResult()
                .getAssignee();
    }
}

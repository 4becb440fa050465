package gov.mt.immtrax.access.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gov.mt.immtrax.access.identity.RunningService;
import java.net.http.HttpResponse;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** The engine's applications and REST as they are reached over HTTP, with their own servlets and filters. */
class EngineDoorsTests extends RunningService {

    private static final String ENGINE = "/camunda/api/engine/engine/" + ENGINE_NAME;
    private static final String TASKLIST = "/camunda/app/tasklist/" + ENGINE_NAME + "/";
    private static final String COCKPIT = "/camunda/app/cockpit/" + ENGINE_NAME + "/";
    private static final String PROCESS = "mail-delivery";

    @Autowired
    private ProcessEngine engine;

    @Autowired
    private StaffGrants grants;

    private String deployment;
    private Task task;

    @BeforeEach
    void openATask() {
        deployment = engine.getRepositoryService().createDeployment()
                .addModelInstance("doors.bpmn", Bpmn.createExecutableProcess(PROCESS)
                        .camundaHistoryTimeToLive(1)
                        .startEvent().userTask("work").camundaCandidateGroups("help-desk").endEvent().done())
                .deploy().getId();
        String instance = engine.getRuntimeService()
                .createProcessInstanceByKey(PROCESS).startBeforeActivity("work").execute().getId();
        task = engine.getTaskService().createTaskQuery().processInstanceId(instance).singleResult();
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
            assertThat(browser().step(TASKLIST).headers().firstValue("Location")).get().asString()
                    .endsWith("/oauth2/authorization/okta");
        }
    }

    @Nested
    class ForCitizens {

        @ParameterizedTest
        @ValueSource(strings = {
            ENGINE + "/task", ENGINE + "/process-definition", TASKLIST, COCKPIT,
            "/camunda/api/cockpit/plugin/base/doors/incident", "/camunda/api/admin/auth/user/doors"})
        void everythingIsClosed(String path) {
            assertThat(loggedIn("stacy.supervisor@sphealth.org").step(path).statusCode()).isEqualTo(403);
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
            assertThat(page.headers().firstValue("Content-Security-Policy")).get().asString()
                    .as("the application's own policy").contains("strict-dynamic");
            assertThat(operations.call("GET", "/camunda/api/admin/auth/user/doors", "").body())
                    .contains("\"userId\":\"operations@mt.gov\"", "cockpit", "tasklist").doesNotContain("\"admin\"");
            assertThat(operations.call("GET", ENGINE + "/process-definition", "").body()).contains(PROCESS);
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

        @Test
        void nobodyCanBeMadeAUserThroughTheEngine() {
            operations.get(COCKPIT);

            assertThat(operations.call("POST", ENGINE + "/user/create", """
                    {"profile": {"id": "intruder"}, "credentials": {"password": "secret"}}""").statusCode())
                    .isBetween(400, 599);
            assertThat(engine.getIdentityService().createUserQuery().userId("intruder").count()).isZero();
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
            assertThat(desk.call("GET", "/camunda/api/admin/auth/user/doors", "").body())
                    .contains("\"authorizedApps\":", "tasklist").doesNotContain("cockpit", "admin");
            assertThat(desk.step(COCKPIT).statusCode()).isEqualTo(403);
            assertThat(desk.step("/camunda/app/tasklist/scripts/config.js").body()).contains("scripts/session.js");
            assertThat(desk.step("/camunda/app/tasklist/scripts/session.js").statusCode()).isEqualTo(200);
        }

        @Test
        void tasksAreListedClaimedGivenBackCommentedAndCompleted() {
            assertThat(desk.call("GET", ENGINE + "/task", "").body()).contains(task.getId());
            assertThat(desk.call("GET", ENGINE + "/user/help.desk%40mt.gov/profile", "").body()).contains("Some");

            assertThat(status("POST", "/claim", "{\"userId\": \"help.desk@mt.gov\"}")).isEqualTo(204);
            assertThat(assignee()).isEqualTo("help.desk@mt.gov");
            assertThat(status("POST", "/unclaim", "{}")).isEqualTo(204);
            assertThat(assignee()).isNull();
            assertThat(status("POST", "/claim", "{\"userId\": \"help.desk@mt.gov\"}")).isEqualTo(204);
            assertThat(status("POST", "/comment/create", "{\"message\": \"Called the supervisor\"}")).isEqualTo(200);
            assertThat(status("POST", "/complete", "{}")).isEqualTo(204);
            assertThat(engine.getTaskService().createTaskQuery().taskId(task.getId()).count()).isZero();
        }

        @Test
        void tasksOfOthersStayTheirs() {
            engine.getTaskService().setAssignee(task.getId(), "colleague@mt.gov");

            assertThat(status("POST", "/unclaim", "{}")).isEqualTo(403);
            assertThat(status("POST", "/assignee", "{\"userId\": \"help.desk@mt.gov\"}")).isEqualTo(403);
            assertThat(status("POST", "/delegate", "{\"userId\": \"help.desk@mt.gov\"}")).isEqualTo(403);
            assertThat(status("PUT", "", "{\"assignee\": \"help.desk@mt.gov\"}")).isEqualTo(403);
            assertThat(status("POST", "/claim", "{\"userId\": \"help.desk@mt.gov\"}")).isGreaterThanOrEqualTo(400);
            assertThat(assignee()).isEqualTo("colleague@mt.gov");
        }

        @Test
        void dueDatesStayTheModels() {
            engine.getTaskService().setAssignee(task.getId(), "help.desk@mt.gov");

            assertThat(status("PUT", "", "{\"assignee\": \"help.desk@mt.gov\", \"due\": \"2030-01-01T00:00:00.000+0000\"}"))
                    .isEqualTo(403);
        }

        @Test
        void deployingAndStartingIsNotTheirs() {
            assertThat(desk.call("POST", ENGINE + "/process-definition/key/" + PROCESS + "/start", "{}").statusCode())
                    .isEqualTo(403);
            assertThat(desk.call("DELETE", ENGINE + "/deployment/" + deployment, "").statusCode()).isIn(403, 404);
            assertThat(engine.getRepositoryService().createDeploymentQuery().deploymentId(deployment).count())
                    .isEqualTo(1);
            assertThat(desk.deploy(ENGINE + "/deployment/create").statusCode()).isEqualTo(403);
            assertThat(desk.call("POST", ENGINE + "/authorization/create", """
                    {"type": 1, "permissions": ["ALL"], "userId": "help.desk@mt.gov", "resourceType": 6,
                     "resourceId": "*"}""").statusCode()).isEqualTo(403);
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
            assertThat(both.call("GET", ENGINE + "/process-definition", "").statusCode()).isEqualTo(200);
            assertThat(both.call("GET", who, "").body()).contains("cockpit");

            loggedIn("help.desk@mt.gov", "help-desk");

            assertThat(both.call("GET", ENGINE + "/process-definition", "").statusCode()).isEqualTo(200);
            assertThat(both.call("GET", who, "").body()).contains("tasklist").doesNotContain("cockpit");
        }

        private int status(String method, String action, String json) {
            return desk.call(method, ENGINE + "/task/" + task.getId() + action, json).statusCode();
        }

        @Nested
        class Expressions {

            @ParameterizedTest
            @ValueSource(strings = {
                "{\"assigneeExpression\": \"${1}\"}",
                "{\"orQueries\": [{\"assigneeExpression\": \"${1}\"}]}",
                "{\"orQueries\": [{\"assigneeExpress\\u0069on\": \"${1}\"}]}",
                "{\"orQueries\": [{\"dueBeforeExpression\": \"${1}\"}], \"maxResults\": 1}",
                "/* not JSON */ {\"assigneeExpression\": \"${1}\"}"
            })
            void areRefusedInQueriesAtAnyDepth(String query) {
                assertThat(desk.call("POST", ENGINE + "/task", query).statusCode()).isEqualTo(400);
                assertThat(desk.call("POST", ENGINE + "/task/count", query).statusCode()).isEqualTo(400);
            }

            @Test
            void areRefusedInAddresses() {
                assertThat(desk.call("GET", ENGINE + "/task?assigneeExpression=x", "").statusCode()).isEqualTo(400);
                assertThat(desk.call("GET", ENGINE + "/task?assigneeExpressi%6Fn=x", "").statusCode()).isEqualTo(400);
            }

            @ParameterizedTest
            @ValueSource(strings = {
                "{\"assigneeExpression\": \"${1}\"}", "{\"orQueries\": [{\"assigneeExpression\": \"${1}\"}]}"})
            void areRefusedInFilters(String query) {
                String filter = """
                        {"resourceType": "Task", "name": "Mine", "owner": "help.desk@mt.gov", "query": %s}"""
                        .formatted(query);

                assertThat(desk.call("POST", ENGINE + "/filter/create", filter).statusCode()).isEqualTo(400);
                assertThat(engine.getFilterService().createFilterQuery().filterName("Mine").count()).isZero();
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
            var nested = engine.getTaskService().createTaskQuery().or().taskAssigneeExpression("${1}").endOr();

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

        @Test
        void tasksLeaveNoRowsOfRights() {
            engine.getTaskService().setAssignee(task.getId(), "help.desk@mt.gov");
            engine.getTaskService().addCandidateGroup(task.getId(), "help-desk-lead");
            engine.getTaskService().addCandidateUser(task.getId(), "help.desk@mt.gov");
            engine.getTaskService().setOwner(task.getId(), "help.desk@mt.gov");

            assertThat(engine.getAuthorizationService().createAuthorizationQuery()
                    .resourceType(Resources.TASK).resourceId(task.getId()).count()).isZero();
        }

        @Test
        void grantsFollowTheListOfThisRelease() {
            Authorization grant = engine.getAuthorizationService().createAuthorizationQuery()
                    .groupIdIn("help-desk").resourceType(Resources.PROCESS_DEFINITION).resourceId("access-request").singleResult();
            grant.setPermissions(new Permission[] {Permissions.DELETE});
            engine.getAuthorizationService().saveAuthorization(grant);

            grants.write();

            Authorization now = engine.getAuthorizationService().createAuthorizationQuery()
                    .authorizationId(grant.getId()).singleResult();
            assertThat(now.isPermissionGranted(Permissions.DELETE)).isFalse();
            assertThat(now.isPermissionGranted(Permissions.TASK_WORK)).isTrue();
        }

        @Test
        void grantsAreWrittenOnce() {
            long before = engine.getAuthorizationService().createAuthorizationQuery().count();
            grants.write();

            assertThat(engine.getAuthorizationService().createAuthorizationQuery().count()).isEqualTo(before);
            for (StaffGrants.Grant grant : StaffGrants.grants()) {
                assertThat(engine.getAuthorizationService().createAuthorizationQuery().groupIdIn(grant.group())
                        .resourceType(grant.resource()).resourceId(grant.resourceId()).count()).isEqualTo(1);
            }
        }
    }

    private String assignee() {
        return engine.getTaskService().createTaskQuery().taskId(task.getId()).singleResult().getAssignee();
    }
}

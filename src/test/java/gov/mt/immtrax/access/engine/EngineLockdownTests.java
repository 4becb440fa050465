package gov.mt.immtrax.access.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gov.mt.immtrax.access.DatabaseDump;
import gov.mt.immtrax.access.identity.RunningService;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import javax.script.ScriptEngineManager;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.ParseException;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.exception.NotAllowedException;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cmd.AcquireJobsCmd;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.task.TaskQuery;
import org.camunda.bpm.engine.variable.Variables;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the engine can do and this service has switched off: nobody runs code of their own in it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS) // everybody logs in once
class EngineLockdownTests extends RunningService {

    private static final String ENGINE = "/camunda/api/engine/engine/" + ENGINE_NAME;

    /** What an intruder would send: JUEL that calls whatever Java it likes. */
    private static final String EXPLOIT =
            "${''.getClass().forName('" + Canary.class.getName() + "').getMethod('sing').invoke(null)}";

    /** Sings when code from outside runs. */
    public static class Canary implements Serializable {

        private static final long serialVersionUID = 1L;
        private static final AtomicInteger SONGS = new AtomicInteger();

        public static String sing() {
            SONGS.incrementAndGet();
            return "somebody";
        }

        private Object readResolve() {
            sing();
            return this;
        }
    }

    @Autowired
    private ProcessEngine engine;

    @Autowired
    private JdbcClient jdbc;

    private Browser desk;
    private Browser operations;
    private final List<String> deployments = new ArrayList<>();

    @BeforeAll
    void logIn() {
        desk = loggedIn("lockdown.desk@mt.gov", "help-desk");
        operations = loggedIn("lockdown.operations@mt.gov", "camunda-admin");
        for (Browser person : List.of(desk, operations)) {
            person.get("/camunda/app/tasklist/" + ENGINE_NAME + "/");
        }
    }

    @BeforeEach
    void silence() {
        Canary.SONGS.set(0);
    }

    @AfterEach
    void clear() {
        deployments.forEach(id -> engine.getRepositoryService().deleteDeployment(id, true));
        deployments.clear();
        jdbc.sql("delete from act_ru_filter where name_ like 'Planted%'").update();
    }

    /** Liveness sees the looks of the job executor by this. */
    @Test
    void watchesTheLooksForJobs() {
        var settings = (ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration();

        assertThat(settings.getCustomPreCommandInterceptorsTxRequired())
                .hasAtLeastOneElementOfType(JobsHealthIndicator.Watch.class);
        assertThat(settings.getJobExecutor().getAcquireJobsCmd(1)).isExactlyInstanceOf(AcquireJobsCmd.class);
    }

    /** CVE-2026-109432. */
    @Nested
    class Expressions {

        /** A canary that cannot sing would prove nothing. */
        @Test
        void wouldRunCode() {
            inTheEngine(settings ->
                    settings.getExpressionManager().createExpression(EXPLOIT).getValue(null, null));
            assertThat(Canary.SONGS).hasPositiveValue();
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                POST | /task                          | {"assigneeExpression": "EXPLOIT"}
                POST | /task                          | {"orQueries": [{"assigneeExpression": "EXPLOIT"}]}
                POST | /task                          | {"orQueries": [{"name": "x"}, {"dueBeforeExpression": "EXPLOIT"}]}
                POST | /task                          | {"orQueries": [{"candidateGroupExpression": "EXPLOIT"}], "sorting": []}
                POST | /task                          | {"orQueries": [{"processInstanceBusinessKeyExpression": "EXPLOIT"}]}
                POST | /task/count                    | {"assigneeExpression": "EXPLOIT"}
                POST | /task/count                    | {"orQueries": [{"assigneeExpression": "EXPLOIT"}]}
                POST | /task/report/candidate-group-count | {"assigneeExpression": "EXPLOIT"}
                POST | /filter/create                 | {"resourceType": "Task", "name": "Planted", "query": {"assigneeExpression": "EXPLOIT"}}
                POST | /filter/create                 | {"resourceType": "Task", "name": "Planted", "query": {"orQueries": [{"assigneeExpression": "EXPLOIT"}]}}
                PUT  | /filter/FILTER                 | {"resourceType": "Task", "name": "Planted", "query": {"assigneeExpression": "EXPLOIT"}}
                PUT  | /filter/FILTER                 | {"resourceType": "Task", "name": "Planted", "query": {"orQueries": [{"assigneeExpression": "EXPLOIT"}]}}
                POST | /filter/FILTER/list            | {"assigneeExpression": "EXPLOIT"}
                POST | /filter/FILTER/list            | {"orQueries": [{"assigneeExpression": "EXPLOIT"}]}
                POST | /filter/FILTER/count           | {"orQueries": [{"assigneeExpression": "EXPLOIT"}]}
                POST | /filter/FILTER/singleResult    | {"orQueries": [{"assigneeExpression": "EXPLOIT"}]}
                POST | /process-instance              | {"orQueries": [{"businessKeyExpression": "EXPLOIT"}]}
                POST | /process-instance/count        | {"orQueries": [{"businessKeyExpression": "EXPLOIT"}]}
                POST | /execution                     | {"businessKeyExpression": "EXPLOIT"}
                POST | /history/task                  | {"orQueries": [{"taskAssigneeExpression": "EXPLOIT"}]}
                POST | /history/process-instance      | {"orQueries": [{"startedByExpression": "EXPLOIT"}]}
                POST | /variable-instance             | {"nameExpression": "EXPLOIT"}
                """)
        void areRefusedByTheRest(String method, String path, String body) {
            String filter = engine.getFilterService()
                    .createFilterQuery()
                    .filterName("All open")
                    .singleResult()
                    .getId();
            for (Browser person : List.of(desk, operations)) {
                var answer =
                        person.call(method, ENGINE + path.replace("FILTER", filter), body.replace("EXPLOIT", EXPLOIT));
                assertThat(answer.statusCode()).isIn(400, 403);
                assertThat(answer.body())
                        .as("refused at the door, before the engine reads it")
                        .contains("\"timestamp\":");
            }
            assertThat(Canary.SONGS).hasValue(0);
            assertThat(engine.getFilterService()
                            .createFilterQuery()
                            .filterName("Planted")
                            .count())
                    .isZero();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{\"assigneeExpression\": \"EXPLOIT\"}",
                    "{\"orQueries\": [{\"assigneeExpression\": \"EXPLOIT\"}]}",
                    "{\"taskAssigneeExpression\": \"EXPLOIT\"}"
                })
        void doNotRunFromFiltersThatWerePlantedInTheDatabase(String query) {
            String id = UUID.randomUUID().toString();
            jdbc.sql("insert into act_ru_filter (id_, rev_, resource_type_, name_, owner_, query_, properties_) "
                            + "values (?, 1, 'Task', 'Planted', 'lockdown.desk@mt.gov', ?, '{}')")
                    .params(id, query.replace("EXPLOIT", EXPLOIT))
                    .update();
            var right = engine.getAuthorizationService().createNewAuthorization(Authorization.AUTH_TYPE_GRANT);
            right.setGroupId("help-desk");
            right.setResource(Resources.FILTER);
            right.setResourceId(id);
            right.addPermission(Permissions.READ);
            String grant =
                    engine.getAuthorizationService().saveAuthorization(right).getId();
            try {
                for (String action : List.of("/list", "/count", "/singleResult")) {
                    assertThat(desk.call("GET", ENGINE + "/filter/" + id + action, "")
                                    .statusCode())
                            .as(action)
                            .isGreaterThanOrEqualTo(400);
                    assertThat(desk.call("POST", ENGINE + "/filter/" + id + action, "{}")
                                    .statusCode())
                            .as(action)
                            .isGreaterThanOrEqualTo(400);
                }
                assertThatThrownBy(() -> engine.getFilterService().list(id)).isInstanceOf(ProcessEngineException.class);
                assertThat(Canary.SONGS).hasValue(0);
            } finally {
                engine.getAuthorizationService().deleteAuthorization(grant);
            }
        }

        @Test
        void areNotSavedInFilters() {
            for (TaskQuery query : List.of(
                    engine.getTaskService().createTaskQuery().taskAssigneeExpression(EXPLOIT),
                    engine.getTaskService()
                            .createTaskQuery()
                            .or()
                            .taskAssigneeExpression(EXPLOIT)
                            .endOr())) {
                assertThatThrownBy(() -> engine.getFilterService()
                                .saveFilter(engine.getFilterService()
                                        .newTaskFilter("Planted")
                                        .setQuery(query)))
                        .isInstanceOf(ProcessEngineException.class);
            }
        }

        /** Each alone: the engine's own setting for the outer query, our interceptor for all of its parts. */
        @Test
        void areRefusedByTheEngineInEveryKindOfAnswer() {
            TaskQuery plain = engine.getTaskService().createTaskQuery().taskAssigneeExpression(EXPLOIT);
            TaskQuery nested = engine.getTaskService()
                    .createTaskQuery()
                    .or()
                    .taskAssigneeExpression(EXPLOIT)
                    .endOr();
            TaskQuery second = engine.getTaskService()
                    .createTaskQuery()
                    .or()
                    .taskName("x")
                    .endOr()
                    .or()
                    .dueBeforeExpression(EXPLOIT)
                    .endOr();
            for (TaskQuery query : List.of(plain, nested, second)) {
                assertThatThrownBy(query::list).isInstanceOf(BadUserRequestException.class);
                assertThatThrownBy(query::unlimitedList).isInstanceOf(BadUserRequestException.class);
                assertThatThrownBy(query::count).isInstanceOf(BadUserRequestException.class);
                assertThatThrownBy(query::singleResult).isInstanceOf(BadUserRequestException.class);
                assertThatThrownBy(() -> query.listPage(0, 1)).isInstanceOf(BadUserRequestException.class);
            }
            assertThat(Canary.SONGS).hasValue(0);
        }
    }

    /**
     * CVE-2026-77226: while the group of administrators has no member in the engine's own tables, and it never has one.
     */
    @Nested
    class Setup {

        @Test
        void makesNoAdministrator() {
            assertThat(jdbc.sql("select count(*) from act_id_membership")
                            .query(Long.class)
                            .single())
                    .isZero();
            String somebody = """
                    {"profile": {"id": "intruder", "firstName": "In", "lastName": "Truder"}, "credentials": {"password": "secret"}}""";
            for (String path : List.of(
                    "/camunda/api/admin/setup/" + ENGINE_NAME + "/user/create",
                    "/camunda/api/admin/setup/" + ENGINE_NAME + "/user/create/",
                    "/camunda/api/admin/setup/default/user/create",
                    "/camunda/api/admin//setup/" + ENGINE_NAME + "/user/create",
                    "/camunda/api/admin/./setup/" + ENGINE_NAME + "/user/create",
                    "/camunda/api/admin/setup;x=y/" + ENGINE_NAME + "/user/create",
                    "/camunda/api/admin/set%75p/" + ENGINE_NAME + "/user/create",
                    "/camunda/api/admin/setup%2F" + ENGINE_NAME + "/user/create",
                    "/camunda/API/admin/setup/" + ENGINE_NAME + "/user/create")) {
                assertThat(browser().call("POST", path, somebody).statusCode())
                        .as(path)
                        .isIn(302, 400, 401);
                assertThat(desk.call("POST", path, somebody).statusCode())
                        .as(path)
                        .isIn(302, 400, 403);
                assertThat(operations.call("POST", path, somebody).statusCode())
                        .as(path)
                        .isIn(302, 400, 403);
            }
            assertThat(jdbc.sql("select count(*) from act_id_user")
                            .query(Long.class)
                            .single())
                    .isZero();
            assertThat(engine.getIdentityService()
                            .createUserQuery()
                            .userId("intruder")
                            .count())
                    .isZero();
        }

        /** The door aside: the identity provider has nothing to write to. */
        @Test
        void couldMakeNobodyAUserAnyway() {
            assertThat(engine.getIdentityService().isReadOnly()).isTrue();
            assertThatThrownBy(() -> engine.getIdentityService().newUser("intruder"))
                    .isInstanceOf(UnsupportedOperationException.class);
            assertThatThrownBy(() -> engine.getIdentityService().newGroup("intruders"))
                    .isInstanceOf(UnsupportedOperationException.class);
            assertThatThrownBy(
                            () -> engine.getIdentityService().createMembership("lockdown.desk@mt.gov", "camunda-admin"))
                    .isInstanceOf(UnsupportedOperationException.class);
        }

        @ParameterizedTest
        @ValueSource(strings = {"cockpit", "tasklist", "admin", "welcome"})
        void hasNoLoginByPassword(String application) {
            String path = "/camunda/api/admin/auth/user/" + ENGINE_NAME + "/login/" + application;
            assertThat(browser().call("POST", path, "username=a&password=b").statusCode())
                    .isEqualTo(401);
            assertThat(operations.call("POST", path, "username=a&password=b").statusCode())
                    .isEqualTo(403);
            assertThat(engine.getIdentityService().checkPassword("lockdown.desk@mt.gov", ""))
                    .isFalse();
        }
    }

    @Nested
    class Models {

        @Test
        void comeWithAReleaseAndInNoOtherWay() {
            long before = engine.getRepositoryService().createDeploymentQuery().count();

            assertThat(desk.deploy(ENGINE + "/deployment/create").statusCode()).isEqualTo(403);
            assertThat(operations.deploy(ENGINE + "/deployment/create").statusCode())
                    .isEqualTo(403);
            assertThat(engine.getRepositoryService().createDeploymentQuery().count())
                    .isEqualTo(before);
        }

        @Test
        void runNoScripts() {
            assertThat(new ScriptEngineManager()
                            .getEngineFactories().stream().flatMap(factory -> factory.getNames().stream()))
                    .doesNotContain(
                            "javascript", "JavaScript", "groovy", "python", "jython", "ruby", "jruby", "kotlin");
            deployments.add(engine.getRepositoryService()
                    .createDeployment()
                    .addModelInstance(
                            "scripted.bpmn",
                            Bpmn.createExecutableProcess("scripted")
                                    .camundaHistoryTimeToLive(1)
                                    .startEvent()
                                    .scriptTask()
                                    .scriptFormat("javascript")
                                    .scriptText("1")
                                    .endEvent()
                                    .done())
                    .deploy()
                    .getId());

            assertThatThrownBy(() -> engine.getRuntimeService().startProcessInstanceByKey("scripted"))
                    .isInstanceOf(ProcessEngineException.class)
                    .hasMessageContaining("script");
        }

        @Test
        void bringInNoFilesOfTheMachine(@TempDir Path folder) throws Exception {
            Path secret = Files.writeString(folder.resolve("secret.txt"), "content of a file");
            String model = """
                    <?xml version="1.0"?><!DOCTYPE definitions [<!ENTITY x SYSTEM "%s">]>
                    <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="x"
                        xmlns:camunda="http://camunda.org/schema/1.0/bpmn"><process id="xxe" isExecutable="true"
                        camunda:historyTimeToLive="1"><documentation>&x;</documentation><startEvent id="start"/></process></definitions>
                    """.formatted(secret.toUri());

            assertThatThrownBy(() -> deployments.add(engine.getRepositoryService()
                            .createDeployment()
                            .addString("xxe.bpmn", model)
                            .deploy()
                            .getId()))
                    .isInstanceOfAny(ParseException.class, ProcessEngineException.class)
                    .hasMessageContaining("DOCTYPE is disallowed")
                    .hasMessageNotContaining("content of a file");
        }

        @Test
        void areNoCases() {
            String model = """
                    <?xml version="1.0"?><definitions xmlns="http://www.omg.org/spec/CMMN/20151109/MODEL" targetNamespace="x"
                        xmlns:camunda="http://camunda.org/schema/1.0/cmmn"><case id="case" camunda:historyTimeToLive="1"><casePlanModel id="plan"/></case></definitions>""";
            deployments.add(engine.getRepositoryService()
                    .createDeployment()
                    .addString("case.cmmn", model)
                    .deploy()
                    .getId());

            assertThat(operations
                            .call("POST", ENGINE + "/case-definition/key/case/create", "{}")
                            .statusCode())
                    .isGreaterThanOrEqualTo(400);
        }
    }

    @Nested
    class Data {

        @Test
        void isNeverReadAsJavaObjects() throws Exception {
            var bytes = new java.io.ByteArrayOutputStream();
            try (var out = new ObjectOutputStream(bytes)) {
                out.writeObject(new Canary());
            }
            String serialized = Base64.getEncoder().encodeToString(bytes.toByteArray());
            String instance = start();
            var value = Variables.serializedObjectValue(serialized)
                    .serializationDataFormat(Variables.SerializationDataFormats.JAVA)
                    .objectTypeName(Canary.class.getName())
                    .create();

            assertThatThrownBy(() -> engine.getRuntimeService().setVariable(instance, "provisioner", value))
                    .isInstanceOf(ProcessEngineException.class)
                    .hasMessageContaining("Java serialization format is prohibited");
            for (Browser person : List.of(desk, operations)) {
                assertThat(person.call(
                                        "PUT",
                                        ENGINE + "/process-instance/" + instance + "/variables/provisioner",
                                        """
                        {"value": "%s", "type": "Object", "valueInfo": {"objectTypeName": "%s",
                         "serializationDataFormat": "application/x-java-serialized-object"}}""".formatted(serialized, Canary.class.getName()))
                                .statusCode())
                        .isIn(400, 403);
            }
            assertThat(Canary.SONGS).hasValue(0);
        }

        @Test
        void isLimitedInEveryAnswer() {
            assertThat(desk.call("GET", ENGINE + "/task?maxResults=2001", "").statusCode())
                    .isEqualTo(400);
            assertThat(desk.call("POST", ENGINE + "/task?maxResults=2147483647", "{}")
                            .statusCode())
                    .isEqualTo(400);
            assertThat(desk.call("GET", ENGINE + "/task", "").statusCode()).isEqualTo(200);
            assertThat(desk.call("POST", ENGINE + "/task?firstResult=0", "{}").statusCode())
                    .isEqualTo(200);
            assertThat(operations
                            .call(
                                    "GET",
                                    ENGINE + "/process-definition?key=access-request&sortBy=version&sortOrder=desc",
                                    "")
                            .statusCode())
                    .isEqualTo(200);
        }

        private String start() {
            deployments.add(engine.getRepositoryService()
                    .createDeployment()
                    .addModelInstance(
                            "plain.bpmn",
                            Bpmn.createExecutableProcess("plain")
                                    .camundaHistoryTimeToLive(1)
                                    .startEvent()
                                    .userTask()
                                    .endEvent()
                                    .done())
                    .deploy()
                    .getId());
            return engine.getRuntimeService().startProcessInstanceByKey("plain").getId();
        }
    }

    @Nested
    class Failures {

        /** A database repeats the row that it refuses, and the engine would keep and log it. */
        @Test
        void ofJobsAreKeptWithoutWhatTheDatabaseSays() {
            deployments.add(engine.getRepositoryService()
                    .createDeployment()
                    .addModelInstance(
                            "failing.bpmn",
                            Bpmn.createExecutableProcess("failing")
                                    .camundaHistoryTimeToLive(1)
                                    .startEvent()
                                    .intermediateCatchEvent()
                                    .timerWithDuration("PT1H")
                                    .serviceTask()
                                    .camundaExpression(
                                            "${jdbcClient.sql(\"insert into staff_member values ('Nancy Nurse')\").update()}")
                                    .endEvent()
                                    .done())
                    .deploy()
                    .getId());
            engine.getRuntimeService().startProcessInstanceByKey("failing");
            String job = engine.getManagementService()
                    .createJobQuery()
                    .processDefinitionKey("failing")
                    .singleResult()
                    .getId();

            assertThatThrownBy(() -> engine.getManagementService().executeJob(job));

            assertThat(engine.getManagementService()
                            .createJobQuery()
                            .jobId(job)
                            .singleResult()
                            .getExceptionMessage())
                    .contains("BadSqlGrammarException, SQL state");
            assertThat(engine.getManagementService().getJobExceptionStacktrace(job))
                    .contains("EngineFailureGuard")
                    .doesNotContain("Nancy");
            assertThat(DatabaseDump.of(jdbc).placesOf("Nancy Nurse").stream()
                            .filter(place -> place.startsWith("act_ru_job")
                                    || place.startsWith("act_hi_job")
                                    || place.startsWith("act_ru_incident")))
                    .isEmpty();
        }
    }

    @Nested
    class Tasks {

        @Test
        void belongToAProcess() {
            assertThatThrownBy(() -> engine.getTaskService()
                            .saveTask(engine.getTaskService().newTask("mine")))
                    .isInstanceOf(NotAllowedException.class);
            for (Browser person : List.of(desk, operations)) {
                assertThat(person.call("POST", ENGINE + "/task/create", "{\"id\": \"mine\"}")
                                .statusCode())
                        .isIn(400, 403);
            }
            assertThat(engine.getTaskService().createTaskQuery().taskId("mine").count())
                    .isZero();
        }
    }

    private <T> T inTheEngine(Function<ProcessEngineConfigurationImpl, T> work) {
        var settings = (ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration();
        return settings.getCommandExecutorTxRequired().execute((Command<T>) context -> work.apply(settings));
    }
}

package gov.mt.immtrax.access.engine;

import static org.assertj.core.api.Assertions.assertThat;

import gov.mt.immtrax.access.agreement.SampleRequest;
import gov.mt.immtrax.access.demo.Demo;
import gov.mt.immtrax.access.demo.DemoVisitor;
import gov.mt.immtrax.access.demo.identity.DemoPerson;
import gov.mt.immtrax.access.request.process.AccessRequestProcess;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cfg.auth.DefaultAuthorizationProvider;
import org.camunda.bpm.engine.impl.cfg.auth.ResourceAuthorizationProvider;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Measures the help desk's task list with 5,000 open tasks on PostgreSQL, through HTTP, with this service's rights and
 * with the rows by task that the engine writes as it comes. Not a part of any run: {@code mvn -B test
 * -Dtest=TaskListBenchmark}; the numbers are in docs/decisions/0015-one-right-for-all-tasks.md.
 */
class TaskListBenchmark {

    private static final int TASKS = 5_000;

    @Test
    void taskList() throws Exception {
        try (var postgres = EmbeddedPostgres.builder()
                        .setServerConfig("synchronous_commit", "on")
                        .start();
                var demo = Demo.start(Map.of(
                        "spring.datasource.url",
                        postgres.getJdbcUrl("postgres", "postgres") + "&reWriteBatchedInserts=true",
                        "camunda.bpm.job-execution.enabled",
                        "false"))) {
            JdbcClient jdbc = demo.bean(JdbcClient.class);
            ProcessEngine engine = demo.bean(ProcessEngine.class);
            var settings = (ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration();
            ResourceAuthorizationProvider ours = settings.getResourceAuthorizationProvider();
            DemoVisitor desk = demo.visitor();
            desk.logIn(DemoPerson.HELP_DESK);
            desk.get("/camunda/app/tasklist/default/");
            String filter = engine.getFilterService()
                    .createFilterQuery()
                    .filterName("To provision")
                    .singleResult()
                    .getId();

            settings.setResourceAuthorizationProvider(new DefaultAuthorizationProvider());
            for (int i = 0; i < TASKS; i++) {
                open(jdbc, engine, "REQ%07d".formatted(200_000 + i));
            }
            jdbc.sql("vacuum analyze").update();
            System.out.println("rows of rights "
                    + jdbc.sql("select count(*) from act_ru_authorization")
                            .query(Long.class)
                            .single() + ", open tasks "
                    + jdbc.sql("select count(*) from act_ru_task")
                            .query(Long.class)
                            .single());
            measure("rights by task, as the engine writes them", 7, desk, filter);

            settings.setResourceAuthorizationProvider(ours);
            jdbc.sql("delete from act_ru_authorization where resource_type_ = 7")
                    .update();
            jdbc.sql("vacuum analyze").update();
            System.out.println("rows of rights "
                    + jdbc.sql("select count(*) from act_ru_authorization")
                            .query(Long.class)
                            .single());
            measure("one right for all tasks", 200, desk, filter);
        }
    }

    private static void open(JdbcClient jdbc, ProcessEngine engine, String number) {
        SampleRequest.insert(jdbc, number, "AWAITING_PROVISIONING");
        jdbc.sql("update access_request set paperwork_complete_at = submitted_at where number = ?")
                .param(number)
                .update();
        engine.getRuntimeService()
                .createProcessInstanceByKey(AccessRequestProcess.KEY)
                .businessKey(number)
                .setVariables(Map.of(
                        "requestNumber",
                        number,
                        "requestType",
                        "NEW_ACCESS",
                        "userAddress",
                        "user@example.org",
                        "supervisorAddress",
                        "supervisor@example.org",
                        "agreementNeeded",
                        true,
                        "credentialsIssued",
                        true,
                        "provisioner",
                        "help-desk",
                        "businessDays",
                        3))
                .startBeforeActivity(AccessRequestProcess.PROVISION_ACCESS)
                .execute();
    }

    private static void measure(String what, int times, DemoVisitor desk, String filter) {
        report(
                what + ", first page",
                times,
                () -> desk.engine("GET", "/filter/" + filter + "/list?firstResult=0&maxResults=15", null)
                        .body());
        report(
                what + ", count",
                times,
                () -> desk.engine("GET", "/filter/" + filter + "/count", null).body());
    }

    private static void report(String what, int times, Supplier<String> call) {
        long before = System.nanoTime();
        assertThat(call.get()).containsAnyOf("\"name\":\"Provision access\"", "\"count\":" + TASKS);
        System.out.printf("%s: first call %d ms%n", what, (System.nanoTime() - before) / 1_000_000);
        IntStream.range(0, times / 5).forEach(warmUp -> call.get());
        long[] millis = IntStream.range(0, times)
                .mapToLong(i -> {
                    long start = System.nanoTime();
                    call.get();
                    return (System.nanoTime() - start) / 100_000;
                })
                .sorted()
                .toArray();
        System.out.printf(
                "%s: median %.1f ms, 95th percentile %.1f ms, %d calls%n",
                what, millis[times / 2] / 10.0, millis[(int) (times * 0.95)] / 10.0, times);
    }
}

package gov.mt.immtrax.access.engine;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import gov.mt.immtrax.access.identity.RunningService;
import gov.mt.immtrax.access.mail.process.EmailDeliveryProcess;
import java.util.List;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What makes the task list fast, whatever the machine: no row of rights for any task, and a query that does not grow.
 */
class TaskListSpeedTests extends RunningService {

    private static final String LIST = "/camunda/api/engine/engine/" + ENGINE_NAME
            + "/task?firstResult=0&maxResults=15&sortBy=priority&sortOrder=desc";
    private static final String PROCESS = EmailDeliveryProcess.KEY;

    @Autowired
    private ProcessEngine engine;

    @Autowired
    private JdbcClient jdbc;

    private final Logger statements =
            (Logger) LoggerFactory.getLogger("org.camunda.bpm.engine.impl.persistence.entity");
    private final ListAppender<ILoggingEvent> written = new ListAppender<>();
    private String deployment;

    @BeforeEach
    void deploy() {
        deployment = engine.getRepositoryService()
                .createDeployment()
                .addModelInstance(
                        "speed.bpmn",
                        Bpmn.createExecutableProcess(PROCESS)
                                .camundaHistoryTimeToLive(1)
                                .startEvent()
                                .userTask("work")
                                .camundaCandidateGroups("help-desk")
                                .endEvent()
                                .done())
                .deploy()
                .getId();
    }

    @AfterEach
    void clear() {
        statements.setLevel(null);
        statements.detachAppender(written);
        engine.getRepositoryService().deleteDeployment(deployment, true);
    }

    @Test
    void hasNoRowOfRightsForATask() {
        long before = jdbc.sql("select count(*) from act_ru_authorization")
                .query(Long.class)
                .single();
        open(20);
        engine.getTaskService()
                .createTaskQuery()
                .processDefinitionKey(PROCESS)
                .list()
                .forEach(task -> engine.getTaskService().setAssignee(task.getId(), "speed.desk@mt.gov"));
        assertThat(jdbc.sql("select count(*) from act_ru_authorization")
                        .query(Long.class)
                        .single())
                .isEqualTo(before);
        assertThat(jdbc.sql("select count(*) from act_ru_authorization where resource_type_ = 7")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void asksTheSameHoweverManyTasksAreOpen() {
        Browser desk = loggedIn("speed.desk@mt.gov", "help-desk");
        desk.get("/camunda/app/tasklist/" + ENGINE_NAME + "/");
        open(1);
        desk.call("GET", LIST, "");
        List<String> few = statementsOf(desk);
        open(14);
        List<String> many = statementsOf(desk);

        assertThat(few).isNotEmpty();
        assertThat(many).isEqualTo(few);
        // a check for revoked rights would look through the rights again for every task
        assertThat(many.toString().toLowerCase(java.util.Locale.ROOT))
                .contains("act_ru_authorization")
                .doesNotContain("case when");
    }

    private void open(int tasks) {
        for (int i = 0; i < tasks; i++) {
            engine.getRuntimeService()
                    .createProcessInstanceByKey(PROCESS)
                    .startBeforeActivity("work")
                    .execute();
        }
    }

    private List<String> statementsOf(Browser desk) {
        written.list.clear();
        written.start();
        statements.addAppender(written);
        statements.setLevel(Level.DEBUG);
        String answer = desk.call("GET", LIST, "").body();
        statements.setLevel(null);
        statements.detachAppender(written);
        assertThat(answer).contains("\"taskDefinitionKey\":\"work\"");
        return List.copyOf(written.list).stream()
                .filter(event -> event.getThreadName().contains("-exec-")) // calls, and not the jobs that run meanwhile
                .map(ILoggingEvent::getFormattedMessage)
                .filter(line -> line.contains("Preparing:"))
                .toList();
    }
}

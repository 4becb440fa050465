package gov.mt.immtrax.access.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gov.mt.immtrax.access.identity.RunningService;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A process is added by its model and its backing class, and by nothing else. */
@Import(SiteVisitProcess.class)
@DirtiesContext
class AddedProcessTests extends RunningService {

    private static final String ADDED = "added";

    private static final String REST = "/camunda/api/engine/engine/" + ADDED;
    private static final String NUMBER = "VIS0000001";

    @Autowired
    ProcessEngine engine;

    @Autowired
    SiteVisitProcess.VisitDeadlines deadlines;

    @Autowired
    DueDates dueDates;

    private final Instant day = Instant.now().plus(Duration.ofDays(10)).truncatedTo(ChronoUnit.SECONDS);

    private ProcessInstance visit;

    /** The engine's applications find engines by name, and that of the other tests is still there. */
    @DynamicPropertySource
    static void name(DynamicPropertyRegistry settings) {
        settings.add("camunda.bpm.process-engine-name", () -> ADDED);
    }

    @BeforeEach
    void startOne() {
        deadlines.visitsAreOn(day);
        engine.getRepositoryService()
                .createDeployment()
                .enableDuplicateFiltering(true)
                .name("tests")
                .addClasspathResource("engine/site-visit.bpmn")
                .deploy();
        visit = engine.getRuntimeService()
                .startProcessInstanceByKey(SiteVisitProcess.KEY, NUMBER, Map.of("visitNumber", NUMBER));
    }

    @Test
    void isRememberedByTheVariablesThatItDeclares() {
        assertThat(engine.getRuntimeService().getVariables(visit.getId()))
                .containsOnly(Map.entry("visitNumber", NUMBER), Map.entry("visitDay", "Monday"));
        assertThat(engine.getHistoryService()
                        .createHistoricVariableInstanceQuery()
                        .processInstanceId(visit.getId())
                        .count())
                .isEqualTo(2);
    }

    @Test
    void isRememberedByNoOthers() {
        Map<String, Object> more = Map.of("visitNumber", NUMBER, "visitorName", "Rita Registry");

        assertThatThrownBy(() ->
                        engine.getRuntimeService().startProcessInstanceByKey(SiteVisitProcess.KEY, "VIS0000002", more))
                .isInstanceOf(AuthorizationException.class);
        assertThat(engine.getRuntimeService()
                        .createProcessInstanceQuery()
                        .processInstanceBusinessKey("VIS0000002")
                        .count())
                .isZero();
    }

    @Test
    void isSeenAndDoneByWhoIsAsked() {
        Browser registry = staff("registry.member@mt.gov", "registry-staff");

        assertThat(registry.call("GET", REST + "/task", "").body()).contains(task().getId());
        assertThat(registry.call("GET", REST + "/filter?resourceType=Task", "").body())
                .contains(SiteVisitProcess.FILTER, "visitNumber");
        assertThat(registry.call("POST", REST + "/filter/" + filter() + "/list", "{}")
                        .body())
                .contains(task().getId());
        assertThat(registry.call("POST", REST + "/task/" + task().getId() + "/complete", "{}")
                        .statusCode())
                .isIn(200, 204);
    }

    @Test
    void isHiddenFromWhoIsNotAsked() {
        for (String group : new String[] {"help-desk", "help-desk-lead", "camunda-admin"}) {
            Browser other = staff(group + "@mt.gov", group);

            assertThat(other.call("GET", REST + "/task", "").body()).as(group).doesNotContain(task().getId());
            assertThat(other.call("GET", REST + "/filter?resourceType=Task", "").body())
                    .as(group)
                    .doesNotContain(SiteVisitProcess.FILTER);
            assertThat(other.call("POST", REST + "/task/" + task().getId() + "/complete", "{}")
                            .statusCode())
                    .as(group)
                    .isEqualTo(403);
        }
    }

    @Test
    void isDueOnAnotherDayWhenItsDatesAreWorkedOutAgain() {
        Instant later = day.plus(Duration.ofDays(1));
        deadlines.visitsAreOn(later);

        assertThat(dueDates.recalculate()).isGreaterThanOrEqualTo(1);

        assertThat(task().getDueDate()).isEqualTo(later);
        assertThat(timer().getDuedate()).isEqualTo(later);
    }

    private Task task() {
        return engine.getTaskService()
                .createTaskQuery()
                .processInstanceId(visit.getId())
                .taskDefinitionKey(SiteVisitProcess.VISIT_CLINIC)
                .singleResult();
    }

    private Job timer() {
        return engine.getManagementService()
                .createJobQuery()
                .processInstanceId(visit.getId())
                .timers()
                .singleResult();
    }

    private String filter() {
        return engine.getFilterService()
                .createFilterQuery()
                .filterName(SiteVisitProcess.FILTER)
                .singleResult()
                .getId();
    }

    /** Somebody who has been to the task list, which hands out the token that its calls need. */
    private Browser staff(String address, String group) {
        Browser browser = loggedIn(address, group);
        browser.get("/camunda/app/tasklist/" + ADDED + "/");
        return browser;
    }
}

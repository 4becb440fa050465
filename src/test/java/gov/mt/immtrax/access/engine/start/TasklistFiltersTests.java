package gov.mt.immtrax.access.engine.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gov.mt.immtrax.access.AtOnce;
import gov.mt.immtrax.access.ModelTest;
import gov.mt.immtrax.access.engine.ProcessDeclaration;
import gov.mt.immtrax.access.identity.Role;
import gov.mt.immtrax.access.request.process.AccessRequestProcess;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.impl.TaskQueryImpl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A release starts in a database that an older one has left. */
@ModelTest
class TasklistFiltersTests {

    @Autowired
    TasklistFilters filters;

    @Autowired
    StaffAuthorizations grants;

    @Autowired
    FilterService filterService;

    @Autowired
    TaskService taskService;

    @Autowired
    AuthorizationService authorizations;

    @Autowired
    JdbcClient jdbc;

    @AfterEach
    void restore() {
        filters.write();
    }

    @Test
    void listsTheFiltersOfAllRoomsInTheirPlaces() {
        assertThat(filterService.createFilterQuery().list())
                .extracting(filter -> filter.getProperties().get("priority") + " " + filter.getName())
                .containsExactlyInAnyOrder(
                        "1 To provision",
                        "2 Overdue",
                        "3 Needs correction",
                        "4 All open",
                        "5 Passwords to renew",
                        "6 To inactivate",
                        "7 For registry staff",
                        "8 Differences",
                        "9 Emails to release");
        assertThat(((TaskQueryImpl) filter("Needs correction").getQuery()).getTaskDefinitionKeys())
                .as("asked for by two rooms")
                .containsExactly("UserTask_CorrectEmailAddress", AccessRequestProcess.CORRECT_REQUEST);
        assertThat(filter("All open").getProperties().get("variables"))
                .asString()
                .containsSubsequence("caseNumber", "requestNumber", "accountNumber", "differenceNumber", "userAddress");
    }

    @Test
    void bringsAnOldFilterUpToDate() {
        Object now = rows();
        Filter old = filter("To provision");
        Map<String, Object> properties = new HashMap<>(old.getProperties());
        properties.put("priority", 99);
        properties.put("color", "#000000");
        properties.put("variables", List.of());
        filterService.saveFilter(old.setName("Provisioning")
                .setQuery(taskService
                        .createTaskQuery()
                        .taskDefinitionKey("UserTask_Older")
                        .orderByTaskName()
                        .asc())
                .setProperties(properties));
        assertThat(rows()).isNotEqualTo(now);

        filters.write();

        assertThat(rows()).isEqualTo(now);
        assertThat(filter("To provision").getId()).as("the same filter").isEqualTo(old.getId());
    }

    @Test
    void leavesAloneWhatSaysTheSame() {
        Object before = revisions();

        filters.write();

        assertThat(revisions()).isEqualTo(before);
    }

    @Test
    void endsWhatIsDeclaredNoLongerAndLeavesTheFiltersOfOthers() {
        Filter gone = filterService.saveFilter(
                filterService.newTaskFilter("Gone").setProperties(Map.of(TasklistFilters.ID, "gone")));
        Filter mine = filterService.saveFilter(filterService.newTaskFilter("Mine"));

        filters.write();

        assertThat(filterService.getFilter(gone.getId())).isNull();
        assertThat(filterService.getFilter(mine.getId())).isNotNull();
        filterService.deleteFilter(mine.getId());
    }

    @Test
    void keepsOneOfTwoThatNodesHaveMadeAtTheSameMoment() {
        Filter made = filter("Differences");
        filterService.saveFilter(filterService
                .newTaskFilter("Differences")
                .setQuery(made.getQuery())
                .setProperties(made.getProperties()));

        filters.write();

        assertThat(filterService.createFilterQuery().filterName("Differences").count())
                .isEqualTo(1);
    }

    @Test
    void isReadByThoseItIsForAndByNobodyElse() {
        Filter made = filter("Differences");
        Authorization planted = authorizations.createNewAuthorization(Authorization.AUTH_TYPE_GRANT);
        planted.setGroupId("registry-staff");
        planted.setResource(Resources.FILTER);
        planted.setResourceId(made.getId());
        planted.addPermission(Permissions.READ);
        authorizations.saveAuthorization(planted);

        filters.write();

        assertThat(authorizations
                        .createAuthorizationQuery()
                        .resourceType(Resources.FILTER)
                        .resourceId(made.getId())
                        .list())
                .extracting(Authorization::getGroupId)
                .containsExactlyInAnyOrder("help-desk", "help-desk-lead");
    }

    @Test
    void isBroughtUpToDateByTwoNodesAtOnce() throws Exception {
        Object now = rows();
        for (Filter filter : filterService.createFilterQuery().list()) {
            filterService.saveFilter(filter.setName("Old " + filter.getName()));
        }

        assertThat(AtOnce.run(this::start, this::start)).containsExactly("started", "started");

        assertThat(rows()).isEqualTo(now);
    }

    @Test
    void refusesOneFilterInDifferentWords() {
        var differing = new TasklistFilters(
                List.of(declaring("one", "Visits"), declaring("other", "Site visits")),
                filterService,
                taskService,
                grants);

        assertThatThrownBy(differing::write)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Site visits");
    }

    private Object start() {
        filters.write();
        return "started";
    }

    private static ProcessDeclaration declaring(String process, String name) {
        return ProcessDeclaration.of(process)
                .asks(ProcessDeclaration.Task.of("UserTask_Visit")
                        .in(ProcessDeclaration.Filter.of("visits", 20, name, "#000000", Set.of(Role.HELP_DESK))))
                .build();
    }

    private Filter filter(String name) {
        return filterService.createFilterQuery().filterName(name).singleResult();
    }

    /** All that a filter says, whatever the order in which it is written down. */
    private Object rows() {
        return filterService.createFilterQuery().orderByFilterId().asc().list().stream()
                .map(filter -> List.of(filter.getId(), filter.getName(), query(filter.getId()), filter.getProperties()))
                .toList();
    }

    private String query(String id) {
        return jdbc.sql("select query_ from act_ru_filter where id_ = ?")
                .param(id)
                .query(String.class)
                .single();
    }

    private Object revisions() {
        return jdbc.sql("select id_, rev_ from act_ru_filter order by id_")
                .query()
                .listOfRows();
    }
}

package gov.mt.immtrax.access.engine;

import gov.mt.immtrax.access.identity.Role;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.task.TaskQuery;
import org.springframework.stereotype.Component;

/**
 * The shared filters that Tasklist opens with, made once; who may read them, and what they show of a task, is held at
 * each start. Each shows its reader only tasks of the models that {@link StaffGrants} opens.
 */
@Component
class TasklistFilters {

    private static final Role[] DESK = {Role.HELP_DESK, Role.HELP_DESK_LEAD};
    private static final Role[] ALL = {Role.HELP_DESK, Role.HELP_DESK_LEAD, Role.REGISTRY_STAFF};

    /** What tells tasks of one name apart. */
    private static final List<Map<String, String>> VARIABLES = List.of(
            Map.of("name", "requestNumber", "label", "Request"),
            Map.of("name", "accountNumber", "label", "Account"),
            Map.of("name", "differenceNumber", "label", "Difference"),
            Map.of("name", "userAddress", "label", "User"));

    private final FilterService filterService;
    private final TaskService taskService;
    private final AuthorizationService authorizationService;

    TasklistFilters(FilterService filterService, TaskService taskService, AuthorizationService authorizationService) {
        this.filterService = filterService;
        this.taskService = taskService;
        this.authorizationService = authorizationService;
    }

    void make() {
        ensure(1, "To provision", "#1b5288", query().taskDefinitionKey("UserTask_ProvisionAccess"), DESK);
        ensure(
                2,
                "Overdue",
                "#b3261e",
                query().taskMinPriority(OverdueTask.PRIORITY),
                ALL); // expressions in filters are off
        ensure(
                3,
                "Needs correction",
                "#97400f",
                query().taskDefinitionKeyIn("UserTask_CorrectEmailAddress", "UserTask_CorrectRequest"),
                DESK);
        ensure(4, "All open", "#3a4753", query().active(), ALL);
        ensure(5, "Passwords to renew", "#1f6f4a", query().taskDefinitionKey("UserTask_RenewTemporaryPassword"), DESK);
        ensure(
                6,
                "To inactivate",
                "#6a3d8a",
                askedOf(Role.HELP_DESK).taskDefinitionKey("UserTask_InactivateAccount"),
                DESK);
        ensure(7, "For registry staff", "#6a3d8a", askedOf(Role.REGISTRY_STAFF), Role.REGISTRY_STAFF);
        ensure(8, "Differences", "#5b3a86", query().taskDefinitionKey("UserTask_ResolveDifference"), DESK);
        ensure(9, "Emails to release", "#97400f", query().taskDefinitionKey("UserTask_ReleaseEmail"), DESK);
    }

    private TaskQuery askedOf(Role role) {
        return query().taskCandidateGroup(role.group().orElseThrow()).includeAssignedTasks();
    }

    private TaskQuery query() {
        return taskService
                .createTaskQuery()
                .orderByTaskPriority()
                .desc()
                .orderByDueDate()
                .asc();
    }

    private void ensure(int place, String name, String color, TaskQuery query, Role... readers) {
        Filter filter = filterService.createFilterQuery().filterName(name).list().stream()
                .findFirst()
                .orElseGet(() -> make(place, name, color, query));
        showVariables(filter);
        for (Role reader : readers) {
            letRead(filter, reader.group().orElseThrow());
        }
    }

    private Filter make(int place, String name, String color, TaskQuery query) {
        return filterService.saveFilter(filterService
                .newTaskFilter(name)
                .setQuery(query)
                .setProperties(Map.of(
                        "priority", place,
                        "color", color,
                        "refresh", true,
                        "showUndefinedVariable", false,
                        "variables", VARIABLES)));
    }

    /** A filter of an older release shows the variables of this one. */
    private void showVariables(Filter filter) {
        if (!VARIABLES.equals(filter.getProperties().get("variables"))) {
            Map<String, Object> properties = new HashMap<>(filter.getProperties());
            properties.put("variables", VARIABLES);
            try {
                filterService.saveFilter(filter.setProperties(properties));
            } catch (OptimisticLockingException otherNode) {
                // another node starts at the same time and has done it
            }
        }
    }

    private void letRead(Filter filter, String group) {
        boolean known = authorizationService
                        .createAuthorizationQuery()
                        .groupIdIn(group)
                        .resourceType(Resources.FILTER)
                        .resourceId(filter.getId())
                        .count()
                > 0;
        if (!known) {
            Authorization grant = authorizationService.createNewAuthorization(Authorization.AUTH_TYPE_GRANT);
            grant.setGroupId(group);
            grant.setResource(Resources.FILTER);
            grant.setResourceId(filter.getId());
            grant.addPermission(Permissions.READ);
            authorizationService.saveAuthorization(grant);
        }
    }
}

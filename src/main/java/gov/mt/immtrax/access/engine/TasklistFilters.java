package gov.mt.immtrax.access.engine;

import gov.mt.immtrax.access.identity.Role;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.task.TaskQuery;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;

/** The shared filters that Tasklist opens with, made once and left alone afterwards: the help desk may change them. */
@Component
class TasklistFilters implements SmartInitializingSingleton {

    /** From this priority on a task is overdue; the steps "Escalate provisioning" and "Escalate renewal" raise it. Expressions in filters are off. */
    private static final int OVERDUE_PRIORITY = 100;

    private static final List<Role> READERS = List.of(Role.HELP_DESK, Role.HELP_DESK_LEAD);

    private final FilterService filterService;
    private final TaskService taskService;
    private final AuthorizationService authorizationService;

    TasklistFilters(FilterService filterService, TaskService taskService, AuthorizationService authorizationService) {
        this.filterService = filterService;
        this.taskService = taskService;
        this.authorizationService = authorizationService;
    }

    @Override
    public void afterSingletonsInstantiated() {
        ensure(1, "To provision", "#1b5288", query().taskDefinitionKey("UserTask_ProvisionAccess"));
        ensure(2, "Overdue", "#b3261e", query().taskMinPriority(OVERDUE_PRIORITY));
        ensure(
                3,
                "Needs correction",
                "#97400f",
                query().taskDefinitionKeyIn("UserTask_CorrectEmailAddress", "UserTask_CorrectRequest"));
        ensure(4, "All open", "#3a4753", query().active());
        ensure(5, "Passwords to renew", "#1f6f4a", query().taskDefinitionKey("UserTask_RenewTemporaryPassword"));
    }

    private TaskQuery query() {
        return taskService.createTaskQuery().orderByTaskPriority().desc().orderByDueDate().asc();
    }

    private void ensure(int place, String name, String color, TaskQuery query) {
        if (filterService.createFilterQuery().filterName(name).count() > 0) {
            return;
        }
        Filter filter = filterService.saveFilter(filterService
                .newTaskFilter(name)
                .setQuery(query)
                .setProperties(Map.of(
                        "priority", place,
                        "color", color,
                        "refresh", true,
                        "showUndefinedVariable", false,
                        "variables", List.of(
                                Map.of("name", "requestNumber", "label", "Request"),
                                Map.of("name", "userAddress", "label", "User")))));
        for (Role reader : READERS) {
            Authorization grant = authorizationService.createNewAuthorization(Authorization.AUTH_TYPE_GRANT);
            grant.setGroupId(reader.group().orElseThrow());
            grant.setResource(Resources.FILTER);
            grant.setResourceId(filter.getId());
            grant.addPermission(Permissions.READ);
            authorizationService.saveAuthorization(grant);
        }
    }
}

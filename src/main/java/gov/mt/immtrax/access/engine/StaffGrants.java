package gov.mt.immtrax.access.engine;

import gov.mt.immtrax.access.identity.Role;
import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permission;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resource;
import org.camunda.bpm.engine.authorization.Resources;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;

/**
 * What each group of staff may do in the engine, in one place. Written at each start, before the first request, so that a
 * release that changes the list changes the rights; citizens have no rights in the engine at all, our own pages show them what is theirs.
 */
@Component
class StaffGrants implements SmartInitializingSingleton {

    private static final List<String> PROCESSES = List.of("access-request", "credential-delivery", "mail-delivery");

    /** Resources of which operations get everything. Rights, users and groups are not among them: those are code. */
    private static final List<Resource> OPERATED = List.of(
            Resources.FILTER, Resources.PROCESS_DEFINITION, Resources.PROCESS_INSTANCE, Resources.TASK,
            Resources.DEPLOYMENT, Resources.DECISION_DEFINITION, Resources.DECISION_REQUIREMENTS_DEFINITION,
            Resources.BATCH, Resources.HISTORIC_TASK, Resources.HISTORIC_PROCESS_INSTANCE,
            Resources.OPERATION_LOG_CATEGORY, Resources.SYSTEM);

    private final AuthorizationService authorizations;

    StaffGrants(AuthorizationService authorizations) {
        this.authorizations = authorizations;
    }

    @Override
    public void afterSingletonsInstantiated() {
        grants().forEach(this::ensure);
    }

    static List<Grant> grants() {
        List<Grant> grants = new ArrayList<>();
        for (Role role : List.of(Role.HELP_DESK, Role.HELP_DESK_LEAD)) {
            grants.add(new Grant(role, Resources.APPLICATION, "tasklist", Permissions.ACCESS));
            for (String process : PROCESSES) {
                // the task list shows the request's number, a variable of the instance; comments are history
                grants.add(new Grant(role, Resources.PROCESS_DEFINITION, process,
                        Permissions.READ, Permissions.READ_INSTANCE, Permissions.READ_HISTORY,
                        Permissions.READ_TASK, Permissions.TASK_WORK));
            }
        }
        for (String process : PROCESSES) {
            grants.add(new Grant(Role.REGISTRY_STAFF, Resources.PROCESS_DEFINITION, process,
                    Permissions.READ, Permissions.READ_INSTANCE, Permissions.READ_HISTORY, Permissions.READ_TASK));
        }
        grants.add(new Grant(Role.OPERATIONS, Resources.APPLICATION, "tasklist", Permissions.ACCESS));
        grants.add(new Grant(Role.OPERATIONS, Resources.APPLICATION, "cockpit", Permissions.ACCESS));
        for (Resource resource : OPERATED) {
            grants.add(new Grant(Role.OPERATIONS, resource, Authorization.ANY, Permissions.ALL));
        }
        return List.copyOf(grants);
    }

    /** Writes a grant, or makes an older one say what this release says. */
    private void ensure(Grant grant) {
        Authorization found = find(grant);
        Authorization authorization =
                found == null ? authorizations.createNewAuthorization(Authorization.AUTH_TYPE_GRANT) : found;
        authorization.setGroupId(grant.group());
        authorization.setResource(grant.resource());
        authorization.setResourceId(grant.resourceId());
        authorization.setPermissions(grant.permissions());
        try {
            authorizations.saveAuthorization(authorization);
        } catch (RuntimeException e) {
            if (find(grant) == null) { // else another node was faster
                throw e;
            }
        }
    }

    private Authorization find(Grant grant) {
        return authorizations.createAuthorizationQuery()
                .authorizationType(Authorization.AUTH_TYPE_GRANT)
                .groupIdIn(grant.group())
                .resourceType(grant.resource())
                .resourceId(grant.resourceId())
                .singleResult();
    }

    /** One right of one group. */
    record Grant(Role role, Resource resource, String resourceId, Permission... permissions) {

        String group() {
            return role.group().orElseThrow();
        }
    }
}

package gov.mt.immtrax.access.engine;

import static org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions.CREATE_INSTANCE;
import static org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions.READ;
import static org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions.READ_INSTANCE;
import static org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions.READ_INSTANCE_VARIABLE;
import static org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions.READ_TASK;
import static org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions.READ_TASK_VARIABLE;
import static org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions.RETRY_JOB;
import static org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions.SUSPEND;
import static org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions.SUSPEND_INSTANCE;
import static org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions.TASK_WORK;

import gov.mt.immtrax.access.identity.Role;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.BatchPermissions;
import org.camunda.bpm.engine.authorization.Permission;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.ProcessInstancePermissions;
import org.camunda.bpm.engine.authorization.Resource;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.authorization.SystemPermissions;
import org.camunda.bpm.engine.impl.persistence.entity.AuthorizationEntity;
import org.springframework.stereotype.Component;

/**
 * What each group of staff may do in the engine, in one place. Held at each start, before the first request, so that a
 * release that changes the list changes the rights. Citizens have no rights in the engine at all: our own pages show
 * them what is theirs.
 */
@Component
class StaffGrants {

    /**
     * What registry staff and the help desk both have tasks in: the end of an access, and nothing of the requests for
     * one.
     */
    private static final List<String> ENDINGS = List.of("access-deletion", "account-inactivation");

    private static final List<String> STARTED_BY_A_FORM = List.of("access-request", "access-deletion");

    private static final List<String> PROCESSES = Stream.concat(
                    Stream.of("access-request", "credential-delivery", "difference-resolution", "mail-delivery"),
                    ENDINGS.stream())
            .toList();

    private final AuthorizationService authorizations;

    StaffGrants(AuthorizationService authorizations) {
        this.authorizations = authorizations;
    }

    void write() {
        grants().forEach(this::ensure);
        takeAwayOthers();
    }

    static List<Grant> grants() {
        List<Grant> grants = new ArrayList<>();
        grants.addAll(workOn(PROCESSES, Role.HELP_DESK));
        grants.addAll(workOn(PROCESSES, Role.HELP_DESK_LEAD));
        grants.addAll(workOn(
                Stream.concat(ENDINGS.stream(), Stream.of("mass-inactivation", "account-dispute"))
                        .toList(),
                Role.REGISTRY_STAFF));
        // operations see that something runs or failed, and not whom it is about: no tasks, variables or history; what
        // a request does next is not theirs either: they start one by its form at most, as everybody may on our pages,
        // try a failed job again, or halt it; what has no form would take any variables for its own
        Role operations = Role.OPERATIONS;
        grants.add(new Grant(operations, Resources.APPLICATION, "tasklist", Permissions.ACCESS));
        grants.add(new Grant(operations, Resources.APPLICATION, "cockpit", Permissions.ACCESS));
        grants.add(new Grant(
                operations,
                Resources.PROCESS_DEFINITION,
                Authorization.ANY,
                READ,
                READ_INSTANCE,
                RETRY_JOB,
                SUSPEND,
                SUSPEND_INSTANCE));
        for (String started : STARTED_BY_A_FORM) {
            grants.add(new Grant(operations, Resources.PROCESS_DEFINITION, started, CREATE_INSTANCE));
        }
        grants.add(new Grant(
                operations, Resources.PROCESS_INSTANCE, Authorization.ANY, ProcessInstancePermissions.CREATE));
        for (Resource seen : List.of(
                Resources.DEPLOYMENT, Resources.DECISION_DEFINITION, Resources.DECISION_REQUIREMENTS_DEFINITION)) {
            grants.add(new Grant(operations, seen, Authorization.ANY, Permissions.READ));
        }
        grants.add(new Grant(operations, Resources.BATCH, Authorization.ANY, BatchPermissions.READ));
        grants.add(new Grant(operations, Resources.SYSTEM, Authorization.ANY, SystemPermissions.READ));
        return List.copyOf(grants);
    }

    private static List<Grant> workOn(List<String> processes, Role role) {
        List<Grant> grants = new ArrayList<>();
        grants.add(new Grant(role, Resources.APPLICATION, "tasklist", Permissions.ACCESS));
        for (String process : processes) {
            // the task list shows variables of the instance, the request's number and its user
            grants.add(new Grant(
                    role,
                    Resources.PROCESS_DEFINITION,
                    process,
                    READ,
                    READ_INSTANCE,
                    READ_INSTANCE_VARIABLE,
                    READ_TASK,
                    READ_TASK_VARIABLE,
                    TASK_WORK));
        }
        return grants;
    }

    /** Rights that an older release gave, or somebody else, end here; those on filters belong to the filters. */
    private void takeAwayOthers() {
        String[] groups = Arrays.stream(Role.values())
                .map(Role::group)
                .flatMap(Optional::stream)
                .toArray(String[]::new);
        authorizations.createAuthorizationQuery().groupIdIn(groups).list().stream()
                .filter(right -> right.getResourceType() != Resources.FILTER.resourceType())
                .filter(right -> grants().stream().noneMatch(grant -> grant.isAbout(right)))
                .forEach(this::takeAway);
    }

    private void takeAway(Authorization right) {
        try {
            authorizations.deleteAuthorization(right.getId());
        } catch (RuntimeException e) {
            if (authorizations
                            .createAuthorizationQuery()
                            .authorizationId(right.getId())
                            .count()
                    > 0) { // else another node was faster
                throw e;
            }
        }
    }

    /** Writes a grant, or makes an older one say what this release says; one that says it is left alone. */
    private void ensure(Grant grant) {
        Authorization found = find(grant);
        Authorization authorization =
                found == null ? authorizations.createNewAuthorization(Authorization.AUTH_TYPE_GRANT) : found;
        int before = permissions(authorization);
        authorization.setPermissions(grant.permissions());
        if (found != null && permissions(authorization) == before) {
            return;
        }
        authorization.setGroupId(grant.group());
        authorization.setResource(grant.resource());
        authorization.setResourceId(grant.resourceId());
        try {
            authorizations.saveAuthorization(authorization);
        } catch (RuntimeException e) {
            if (find(grant) == null) { // else another node was faster
                throw e;
            }
        }
    }

    private static int permissions(Authorization authorization) {
        return ((AuthorizationEntity) authorization).getPermissions();
    }

    private Authorization find(Grant grant) {
        return authorizations
                .createAuthorizationQuery()
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

        boolean isAbout(Authorization right) {
            return right.getAuthorizationType() == Authorization.AUTH_TYPE_GRANT
                    && group().equals(right.getGroupId())
                    && resource.resourceType() == right.getResourceType()
                    && resourceId.equals(right.getResourceId());
        }
    }
}

package gov.mt.immtrax.access.engine.start;

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

import gov.mt.immtrax.access.engine.ProcessDeclaration;
import gov.mt.immtrax.access.identity.Role;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
 * What each group of staff may do in the engine: work on the processes that say so, and run the service. Held at each
 * start, before the first request, so that a release that changes a declaration changes the rights. Citizens have no
 * rights in the engine at all: our own pages show them what is theirs.
 */
@Component
public class StaffAuthorizations {

    private final List<ProcessDeclaration> processes;
    private final AuthorizationService authorizations;

    StaffAuthorizations(List<ProcessDeclaration> processes, AuthorizationService authorizations) {
        this.processes = processes;
        this.authorizations = authorizations;
    }

    public void write() {
        grants().forEach(this::ensure);
        takeAwayOthers();
    }

    public List<Grant> grants() {
        List<Grant> grants = new ArrayList<>();
        processes.stream()
                .flatMap(process -> process.staff().stream())
                .distinct()
                .forEach(role -> grants.add(new Grant(role, Resources.APPLICATION, "tasklist", Permissions.ACCESS)));
        for (ProcessDeclaration process : processes) {
            process.staff().forEach(role -> grants.add(workOn(process, role)));
        }
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
        processes.stream()
                .filter(ProcessDeclaration::startedByForm)
                .forEach(process ->
                        grants.add(new Grant(operations, Resources.PROCESS_DEFINITION, process.id(), CREATE_INSTANCE)));
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

    private static Grant workOn(ProcessDeclaration process, Role role) {
        return new Grant(
                role,
                Resources.PROCESS_DEFINITION,
                process.id(),
                READ,
                READ_INSTANCE,
                READ_INSTANCE_VARIABLE, // the task list shows them, the request's number and its user
                READ_TASK,
                READ_TASK_VARIABLE,
                TASK_WORK);
    }

    /** Rights that an older release gave, or somebody else, end here; those on filters belong to the filters. */
    private void takeAwayOthers() {
        String[] groups = Arrays.stream(Role.values())
                .map(Role::group)
                .flatMap(Optional::stream)
                .toArray(String[]::new);
        List<Grant> grants = grants();
        authorizations.createAuthorizationQuery().groupIdIn(groups).list().stream()
                .filter(right -> right.getResourceType() != Resources.FILTER.resourceType())
                .filter(right -> grants.stream().noneMatch(grant -> grant.isAbout(right)))
                .forEach(this::takeAway);
    }

    /** Lets these groups read a filter, and no others. */
    void holdReaders(String filter, Set<Role> readers) {
        List<Grant> wanted = readers.stream()
                .map(reader -> new Grant(reader, Resources.FILTER, filter, Permissions.READ))
                .toList();
        wanted.forEach(this::ensure);
        authorizations.createAuthorizationQuery().resourceType(Resources.FILTER).resourceId(filter).list().stream()
                .filter(right -> wanted.stream().noneMatch(grant -> grant.isAbout(right)))
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
    public record Grant(Role role, Resource resource, String resourceId, Permission... permissions) {

        public String group() {
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

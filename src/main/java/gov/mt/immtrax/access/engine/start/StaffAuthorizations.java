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
 * Defines what each staff group may do in the engine: work on the processes that declare it, and operate the service.
 * Written at each start, before the first request, so that a changed declaration changes the permissions. Citizens have
 * no permissions in the engine; our own pages show them their data.
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
        // operations see that something runs or failed, but not whom it is about: no tasks, variables or history; they
        // do not decide what a request does next: they may start a process with its form, as everyone may on our pages,
        // retry a failed job, or suspend it; a process without a form would accept any variables, so they may not start
        // one
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
                READ_INSTANCE_VARIABLE, // the task list shows the request number and the user
                READ_TASK,
                READ_TASK_VARIABLE,
                TASK_WORK);
    }

    /** Revokes permissions that an older release or someone else granted. Those on filters are kept by the filters. */
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

    /** Lets only these groups read a filter. */
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

    /** Writes a grant or updates an existing one; does nothing if it is up to date. */
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

    /** The permissions of one group on one resource. */
    @SuppressWarnings("ArrayRecordComponent") // nobody compares grants
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

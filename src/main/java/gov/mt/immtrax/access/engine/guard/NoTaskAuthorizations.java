package gov.mt.immtrax.access.engine.guard;

import gov.mt.immtrax.access.engine.start.StaffAuthorizations;
import org.camunda.bpm.engine.impl.cfg.auth.DefaultAuthorizationProvider;
import org.camunda.bpm.engine.impl.persistence.entity.AuthorizationEntity;
import org.camunda.bpm.engine.task.Task;

/**
 * Writes no authorizations per task. Staff have permissions per process ({@link StaffAuthorizations}), citizens have
 * none in the engine, and authorizations per task would outlive a reassignment and slow down the task list with every
 * open task.
 */
class NoTaskAuthorizations extends DefaultAuthorizationProvider {

    private static final AuthorizationEntity[] NONE = {};

    @Override
    public AuthorizationEntity[] newTaskAssignee(Task task, String oldAssignee, String newAssignee) {
        return NONE;
    }

    @Override
    public AuthorizationEntity[] newTaskOwner(Task task, String oldOwner, String newOwner) {
        return NONE;
    }

    @Override
    public AuthorizationEntity[] newTaskUserIdentityLink(Task task, String userId, String type) {
        return NONE;
    }

    @Override
    public AuthorizationEntity[] newTaskGroupIdentityLink(Task task, String groupId, String type) {
        return NONE;
    }
}

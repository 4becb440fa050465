package gov.mt.immtrax.access.engine.guard;

import org.camunda.bpm.engine.impl.cfg.auth.AuthorizationCommandChecker;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;

/**
 * Lets people unclaim their own task. The engine has one permission both for unclaiming one's own task and for taking
 * someone else's, and the help desk does not have it.
 */
class OwnTaskChecker extends AuthorizationCommandChecker {

    @Override
    public void checkTaskAssign(TaskEntity task) {
        if (isHeldByCaller(task)) {
            checkTaskWork(task);
        } else {
            super.checkTaskAssign(task);
        }
    }

    @SuppressWarnings("ReferenceEquality") // an equal task may be another one
    private static boolean isHeldByCaller(TaskEntity task) {
        CommandContext context = Context.getCommandContext();
        String caller = context.getAuthenticatedUserId();
        // a task that was changed outside the engine and is being saved may name any assignee: only the stored one
        // counts
        boolean stored = context.getDbEntityManager().getCachedEntity(TaskEntity.class, task.getId()) == task;
        return stored && caller != null && caller.equals(task.getAssignee());
    }
}

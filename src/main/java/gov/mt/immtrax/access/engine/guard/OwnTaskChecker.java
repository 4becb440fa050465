package gov.mt.immtrax.access.engine.guard;

import org.camunda.bpm.engine.impl.cfg.auth.AuthorizationCommandChecker;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;

/**
 * Lets people give back a task that they hold themselves. The engine knows only one right for giving back one's own
 * task and for taking away somebody else's, and the help desk has not got it.
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

    private static boolean isHeldByCaller(TaskEntity task) {
        CommandContext context = Context.getCommandContext();
        String caller = context.getAuthenticatedUserId();
        // a task that was changed outside of the engine and is being saved may name any assignee: only the stored one
        // counts
        boolean stored = context.getDbEntityManager().getCachedEntity(TaskEntity.class, task.getId()) == task;
        return stored && caller != null && caller.equals(task.getAssignee());
    }
}

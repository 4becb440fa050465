package gov.mt.immtrax.access.engine.guard;

import gov.mt.immtrax.access.identity.Role;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.db.entitymanager.cache.CachedDbEntity;
import org.camunda.bpm.engine.impl.db.entitymanager.cache.DbEntityState;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.persistence.entity.AuthorizationEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.Task;
import org.jspecify.annotations.Nullable;

/**
 * Lets people claim free tasks and unclaim their own, and nothing else. In the engine, someone who may claim a task may
 * also assign it to someone else, or unassign it from the person who holds it. The engine calls this class whenever the
 * assignee of a task changes. Form receivers run without this check, as they run without the engine's own checks.
 */
class OwnTaskAuthorizations extends NoTaskAuthorizations {

    private static final String LEAD = Role.HELP_DESK_LEAD.group().orElseThrow();

    @Override
    public AuthorizationEntity[] newTaskAssignee(Task task, String oldAssignee, String newAssignee) {
        CommandContext context = Context.getCommandContext();
        String caller = context.getAuthenticatedUserId();
        if (caller != null
                && context.isAuthorizationCheckEnabled()
                && !isNew(context, task)
                && !isOwnBusiness(caller, oldAssignee, newAssignee)) {
            throw new AuthorizationException("You can only claim a task for yourself and only unclaim your own task");
        }
        if (caller != null
                && context.isAuthorizationCheckEnabled()
                && caller.equals(newAssignee)
                && !isAsked(context, task)) {
            throw new AuthorizationException("You can only claim a task that is assigned to your group");
        }
        return super.newTaskAssignee(task, oldAssignee, newAssignee);
    }

    /** The model assigns the next task of a request itself, whoever completed the previous one. */
    private static boolean isNew(CommandContext context, Task task) {
        CachedDbEntity cached = context.getDbEntityManager().getDbEntityCache().getCachedEntity((TaskEntity) task);
        return cached != null && cached.getEntityState() == DbEntityState.TRANSIENT;
    }

    /**
     * Whether one of the caller's groups is a candidate for the task. Someone who only sees a task must not take it
     * from the candidates. The help desk lead, to whom every task escalates, may claim any task.
     */
    private static boolean isAsked(CommandContext context, Task task) {
        Set<String> asked = ((TaskEntity) task)
                .getCandidates().stream()
                        .map(IdentityLink::getGroupId)
                        .filter(Objects::nonNull)
                        .collect(Collectors.toSet());
        List<String> groups = context.getAuthentication().getGroupIds();
        return asked.isEmpty()
                || groups != null && groups.stream().anyMatch(group -> asked.contains(group) || group.equals(LEAD));
    }

    private static boolean isOwnBusiness(String caller, @Nullable String before, @Nullable String after) {
        return Objects.equals(before, after)
                || (before == null || before.equals(caller)) && (after == null || after.equals(caller));
    }
}

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

/**
 * Holds that people take free tasks and give back their own, and nothing else: whoever may claim a task may in the
 * engine claim it for somebody else too, or for nobody, which takes it away from the person it belongs to. The engine
 * asks here whenever a task changes hands, on whichever way. What a form's receiver does for somebody runs without this
 * check, as without the engine's others.
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

    /** The model gives the next task of a request to whom it belongs, whoever completed the one before. */
    private static boolean isNew(CommandContext context, Task task) {
        CachedDbEntity cached = context.getDbEntityManager().getDbEntityCache().getCachedEntity((TaskEntity) task);
        return cached != null && cached.getEntityState() == DbEntityState.TRANSIENT;
    }

    /**
     * Whether one of the caller's groups is asked; whoever only sees a task would take it from those who are. The lead,
     * whom every task escalates to, may take each.
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

    private static boolean isOwnBusiness(String caller, String before, String after) {
        return Objects.equals(before, after)
                || (before == null || before.equals(caller)) && (after == null || after.equals(caller));
    }
}

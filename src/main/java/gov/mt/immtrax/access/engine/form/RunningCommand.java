package gov.mt.immtrax.access.engine.form;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.core.variable.scope.AbstractVariableScope;
import org.camunda.bpm.engine.impl.db.DbEntity;
import org.camunda.bpm.engine.impl.db.entitymanager.cache.CachedDbEntity;
import org.camunda.bpm.engine.impl.db.entitymanager.cache.DbEntityCache;
import org.camunda.bpm.engine.impl.db.entitymanager.cache.DbEntityState;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.variable.value.TypedValue;

/**
 * What the engine's running command has read and changed but not yet stored, which only the engine's internals know.
 */
final class RunningCommand {

    private RunningCommand() {}

    /**
     * Whether a concurrent transaction has ended the execution that the engine read. An execution that the running
     * command created is not stored yet, so its nearest stored parent is checked.
     */
    static boolean isOver(ExecutionEntity execution) {
        DbEntityCache read = Context.getCommandContext().getDbEntityManager().getDbEntityCache();
        ExecutionEntity stored = execution;
        while (stored != null && isNew(read.getCachedEntity(stored))) {
            stored = stored.getParent();
        }
        return stored != null
                && Context.getProcessEngineConfiguration()
                                .getRuntimeService()
                                .createExecutionQuery()
                                .executionId(stored.getId())
                                .count()
                        == 0;
    }

    /** Whether the running command set or changed this variable, which only the service itself may do. */
    static boolean wasChanged(DelegateExecution execution, String name) {
        return isTransient(execution, name)
                || (((AbstractVariableScope) execution).getVariableInstance(name) instanceof DbEntity entity
                        && Context.getCommandContext().getDbEntityManager().isDirty(entity));
    }

    /** Whether the engine would never store this variable. The service itself sets no transient variables. */
    static boolean isTransient(DelegateExecution execution, String name) {
        TypedValue value = execution.getVariableTyped(name, false);
        return value != null && value.isTransient();
    }

    private static boolean isNew(CachedDbEntity execution) {
        return execution != null && execution.getEntityState() == DbEntityState.TRANSIENT;
    }
}

package gov.mt.immtrax.access.engine;

import java.util.Set;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.impl.cmd.DelegateTaskCmd;
import org.camunda.bpm.engine.impl.cmd.HandleTaskBpmnErrorCmd;
import org.camunda.bpm.engine.impl.cmd.HandleTaskEscalationCmd;
import org.camunda.bpm.engine.impl.cmd.ResolveTaskCmd;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;

/**
 * Refuses what the engine lets everybody do who may complete a task, and what would go around the task's form: variables
 * that come with a "resolve", a form that only resolves because the task was delegated, a request that ends by an error
 * that no model catches. Nothing here uses any of these.
 */
class EngineDetourGuard extends CommandInterceptor {

    private static final Set<Class<?>> DETOURS = Set.of(
            ResolveTaskCmd.class, DelegateTaskCmd.class, HandleTaskBpmnErrorCmd.class, HandleTaskEscalationCmd.class);

    @Override
    public <T> T execute(Command<T> command) {
        if (DETOURS.contains(command.getClass())) {
            throw new AuthorizationException("A task is completed by its form, there is no other way");
        }
        return next.execute(command);
    }
}

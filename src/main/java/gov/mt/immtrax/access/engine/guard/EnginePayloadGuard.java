package gov.mt.immtrax.access.engine.guard;

import gov.mt.immtrax.access.engine.RoutingVariables;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.db.entitymanager.cache.DbEntityState;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.interceptor.CommandContextListener;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.camunda.bpm.engine.impl.persistence.entity.VariableInstanceEntity;

/**
 * Checks right before anything is written that the engine stores routing variables only, however others were sent: by a
 * start in the middle of the model, a variable typed in Cockpit, or a message.
 */
class EnginePayloadGuard extends CommandInterceptor implements CommandContextListener {

    private final RoutingVariables routingVariables;

    EnginePayloadGuard(RoutingVariables routingVariables) {
        this.routingVariables = routingVariables;
    }

    @Override
    public <T> T execute(Command<T> command) {
        Context.getCommandContext().registerCommandContextListener(this);
        return next.execute(command);
    }

    @Override
    public void onCommandContextClose(CommandContext context) {
        context.getDbEntityManager().getDbEntityCache().getCachedEntities().stream()
                .filter(cached -> cached.getEntityState() == DbEntityState.TRANSIENT)
                .filter(cached -> cached.getEntity() instanceof VariableInstanceEntity variable
                        && !routingVariables.contains(variable.getName()))
                .findAny()
                .ifPresent(payload -> {
                    throw new AuthorizationException("The engine does not store a variable with this name");
                });
    }

    @Override
    public void onCommandFailed(CommandContext context, Throwable failure) {
        // nothing is written in that case
    }
}

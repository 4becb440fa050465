package gov.mt.immtrax.access.engine.guard;

import gov.mt.immtrax.access.engine.EngineConcurrencyGuard;
import gov.mt.immtrax.access.engine.RoutingVariables;
import gov.mt.immtrax.access.identity.Role;
import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cfg.multitenancy.TenantCommandChecker;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Closes what the engine leaves open by default, and lets staff work on tasks without letting them hand them around.
 */
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
class EngineSettingsPlugin extends AbstractProcessEnginePlugin {

    /** Rows of one answer at most; Tasklist and Cockpit ask for fewer. Our own pages and jobs are not bound by it. */
    static final int MOST_RESULTS = 2_000;

    private final RoutingVariables routingVariables;

    EngineSettingsPlugin(RoutingVariables routingVariables) {
        this.routingVariables = routingVariables;
    }

    @Override
    public void preInit(ProcessEngineConfigurationImpl engine) {
        engine.setAdminGroups(new ArrayList<>(List.of(Role.OPERATIONS.group().orElseThrow())));
        engine.setDefaultUserPermissionNameForTask(Permissions.TASK_WORK.getName());
        engine.setAuthorizationCheckRevokes("never");
        engine.setEnforceSpecificVariablePermission(true); // to see that a process runs is not to see whom it is about
        engine.setResourceAuthorizationProvider(new OwnTaskAuthorizations());
        engine.setCommandCheckers(List.of(new TenantCommandChecker(), new OwnTaskChecker()));

        engine.setEnableExpressionsInAdhocQueries(false);
        engine.setEnableExpressionsInStoredQueries(false);
        List<CommandInterceptor> guards = new ArrayList<>();
        guards.add(new EngineQueryGuard());
        guards.add(new EngineCommandGuard(engine.getIdentityService()));
        guards.add(new EngineConcurrencyGuard(engine.getIdentityService()));
        if (engine.getCustomPreCommandInterceptorsTxRequired() != null) {
            guards.addAll(engine.getCustomPreCommandInterceptorsTxRequired());
        }
        engine.setCustomPreCommandInterceptorsTxRequired(guards);
        engine.setCustomPostCommandInterceptorsTxRequired(
                new ArrayList<>(List.of(new EngineFailureGuard(), new EnginePayloadGuard(routingVariables))));
        engine.setCustomPostCommandInterceptorsTxRequiresNew(
                new ArrayList<>(List.of(new EnginePayloadGuard(routingVariables))));
        engine.setCustomSessionFactories(EngineFilterGuard.inPlace());
        // a slip of the keyboard is no error of the service: whoever calls is told, and failed jobs are logged as such
        engine.setEnableCmdExceptionLogging(false);

        engine.setJavaSerializationFormatEnabled(false);
        engine.setDeserializationTypeValidationEnabled(true);
        engine.setCmmnEnabled(false);
        engine.setStandaloneTasksEnabled(false);
        engine.setEnableXxeProcessing(false);
        engine.setQueryMaxResultsLimit(MOST_RESULTS);
    }
}

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

/** Closes what the engine leaves open by default, and lets staff work on tasks but not reassign them. */
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
class EngineSettingsPlugin extends AbstractProcessEnginePlugin {

    /** Most rows in one answer; Tasklist and Cockpit request fewer. Our own pages and jobs have no such limit. */
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
        engine.setEnforceSpecificVariablePermission(true); // seeing a process does not include seeing whom it is about
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
        // a client's mistake is not an error of the service: the caller gets an answer, and failed jobs are logged
        // elsewhere
        engine.setEnableCmdExceptionLogging(false);

        engine.setJavaSerializationFormatEnabled(false);
        engine.setDeserializationTypeValidationEnabled(true);
        engine.setCmmnEnabled(false);
        engine.setStandaloneTasksEnabled(false);
        engine.setEnableXxeProcessing(false);
        engine.setQueryMaxResultsLimit(MOST_RESULTS);
    }
}

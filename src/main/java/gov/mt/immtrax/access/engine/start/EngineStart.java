package gov.mt.immtrax.access.engine.start;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.ApplicationArguments;
import org.springframework.stereotype.Component;

/**
 * Prepares the engine at each start, before the first request. What is already up to date is not written again, because
 * other nodes may be running. A command changes nothing, unless it is the very first start.
 */
@Component
class EngineStart implements SmartInitializingSingleton {

    private final ApplicationArguments arguments;
    private final EngineIndexes indexes;
    private final EngineDeployment deployment;
    private final StaffAuthorizations grants;
    private final TasklistFilters filters;

    EngineStart(
            ApplicationArguments arguments,
            EngineIndexes indexes,
            EngineDeployment deployment,
            StaffAuthorizations grants,
            TasklistFilters filters) {
        this.arguments = arguments;
        this.indexes = indexes;
        this.deployment = deployment;
        this.grants = grants;
        this.filters = filters;
    }

    @Override
    public void afterSingletonsInstantiated() {
        boolean command = !arguments.getNonOptionArgs().isEmpty();
        if (command && deployment.isThere()) {
            return;
        }
        indexes.create();
        deployment.deploy();
        grants.write();
        filters.write();
    }
}

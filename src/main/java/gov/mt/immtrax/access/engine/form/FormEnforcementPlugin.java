package gov.mt.immtrax.access.engine.form;

import gov.mt.immtrax.access.engine.RoutingVariables;
import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParseListener;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Adds the reduced history level and form enforcement to the engine before it is built. */
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
class FormEnforcementPlugin extends AbstractProcessEnginePlugin {

    private final ObjectProvider<FormEnforcement> enforcement;
    private final RoutingVariables routingVariables;

    FormEnforcementPlugin(ObjectProvider<FormEnforcement> enforcement, RoutingVariables routingVariables) {
        this.enforcement = enforcement;
        this.routingVariables = routingVariables;
    }

    @Override
    public void preInit(ProcessEngineConfigurationImpl configuration) {
        configuration.setCustomHistoryLevels(List.of(new ReducedHistoryLevel(routingVariables)));
        configuration.setHistory(ReducedHistoryLevel.NAME);
        List<BpmnParseListener> listeners = configuration.getCustomPostBPMNParseListeners();
        listeners = listeners == null ? new ArrayList<>() : new ArrayList<>(listeners);
        listeners.add(new FormParseListener(enforcement));
        configuration.setCustomPostBPMNParseListeners(listeners);
    }
}

package gov.mt.immtrax.access.engine.form;

import gov.mt.immtrax.access.engine.RoutingVariables;
import org.camunda.bpm.engine.impl.history.AbstractHistoryLevel;
import org.camunda.bpm.engine.impl.history.event.HistoryEventType;
import org.camunda.bpm.engine.impl.history.event.HistoryEventTypes;
import org.camunda.bpm.engine.runtime.VariableInstance;

/**
 * Keeps in the history everything that happened and nothing that was typed. The level "full" would copy each submitted
 * field to {@code ACT_HI_DETAIL}, in clear text and for as long as the history is kept.
 */
class ReducedHistoryLevel extends AbstractHistoryLevel {

    /** Not a setting, so that no one can switch to a level that copies what people typed. */
    static final String NAME = "sparing";

    private final RoutingVariables routingVariables;

    ReducedHistoryLevel(RoutingVariables routingVariables) {
        this.routingVariables = routingVariables;
    }

    @Override
    public int getId() {
        // stored in ACT_GE_PROPERTY: never change it
        return 4700;
    }

    @Override
    public String getName() {
        return NAME;
    }

    @Override
    public boolean isHistoryEventProduced(HistoryEventType type, Object entity) {
        if (type.equals(HistoryEventTypes.FORM_PROPERTY_UPDATE)
                || type.equals(HistoryEventTypes.VARIABLE_INSTANCE_UPDATE_DETAIL)) {
            return false;
        }
        // the engine passes null to find out whether such events exist at all
        return !(entity instanceof VariableInstance variable) || routingVariables.contains(variable.getName());
    }
}

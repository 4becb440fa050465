package gov.mt.immtrax.access.engine.form;

import static org.assertj.core.api.Assertions.assertThat;

import gov.mt.immtrax.access.engine.ProcessDeclaration;
import gov.mt.immtrax.access.engine.RoutingVariables;
import java.util.List;
import org.camunda.bpm.engine.ProcessEngineConfiguration;
import org.camunda.bpm.engine.impl.cfg.StandaloneInMemProcessEngineConfiguration;
import org.camunda.bpm.engine.impl.history.event.HistoryEventTypes;
import org.camunda.bpm.engine.impl.persistence.entity.VariableInstanceEntity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.support.StaticListableBeanFactory;

class ReducedHistoryLevelTests {

    private final RoutingVariables routingVariables = new RoutingVariables(List.of(
            ProcessDeclaration.of("one").remembers("mailId").build(),
            ProcessDeclaration.of("other").remembers("requestNumber").build()));

    private final ReducedHistoryLevel level = new ReducedHistoryLevel(routingVariables);

    @Test
    void isTheLevelThatTheServiceRunsWithWhateverTheSettingsSay() {
        StandaloneInMemProcessEngineConfiguration engine = new StandaloneInMemProcessEngineConfiguration();
        engine.setHistory(ProcessEngineConfiguration.HISTORY_FULL);

        new FormEnforcementPlugin(
                        new StaticListableBeanFactory().getBeanProvider(FormEnforcement.class), routingVariables)
                .preInit(engine);

        assertThat(engine.getHistory()).isEqualTo(ReducedHistoryLevel.NAME);
        assertThat(engine.getCustomHistoryLevels()).contains(level);
    }

    @Test
    void keepsWhatHappened() {
        assertThat(level.isHistoryEventProduced(HistoryEventTypes.ACTIVITY_INSTANCE_END, new Object()))
                .isTrue();
        assertThat(level.isHistoryEventProduced(HistoryEventTypes.TASK_INSTANCE_COMPLETE, null))
                .isTrue();
        assertThat(level.isHistoryEventProduced(HistoryEventTypes.VARIABLE_INSTANCE_CREATE, variable("requestNumber")))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"dateOfBirth", "temporaryPassword", "legalFirstName"})
    void keepsNothingThatWasTyped(String field) {
        assertThat(level.isHistoryEventProduced(HistoryEventTypes.VARIABLE_INSTANCE_CREATE, variable(field)))
                .isFalse();
        assertThat(level.isHistoryEventProduced(HistoryEventTypes.VARIABLE_INSTANCE_DELETE, variable(field)))
                .isFalse();
        assertThat(level.isHistoryEventProduced(HistoryEventTypes.FORM_PROPERTY_UPDATE, null))
                .isFalse();
    }

    private static VariableInstanceEntity variable(String name) {
        VariableInstanceEntity variable = new VariableInstanceEntity();
        variable.setName(name);
        return variable;
    }
}

package gov.mt.immtrax.access.account.process;

import gov.mt.immtrax.access.account.MassInactivation;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Asks registry staff about all accounts that are due, unless another of them has. */
@Component
class AskRegistryStaff implements JavaDelegate {

    private final MassInactivation massInactivation;

    AskRegistryStaff(MassInactivation massInactivation) {
        this.massInactivation = massInactivation;
    }

    @Override
    public void execute(DelegateExecution execution) {
        RuntimeService engine = execution.getProcessEngineServices().getRuntimeService();
        massInactivation
                .ask()
                .ifPresent(day -> engine.startProcessInstanceByKey(MassInactivation.PROCESS, day.toString()));
    }
}

package gov.mt.immtrax.access.request.process;

import gov.mt.immtrax.access.identity.Role;
import gov.mt.immtrax.access.request.Deadlines;
import gov.mt.immtrax.access.request.RequestLifecycle;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.task.Task;
import org.springframework.stereotype.Component;

/** Brings provisioning that is overdue before the help desk's lead, each time with a higher priority. */
@Component
class EscalateProvisioning implements JavaDelegate {

    private final RequestLifecycle lifecycle;

    EscalateProvisioning(RequestLifecycle lifecycle) {
        this.lifecycle = lifecycle;
    }

    @Override
    public void execute(DelegateExecution execution) {
        TaskService tasks = execution.getProcessEngineServices().getTaskService();
        Task task = tasks.createTaskQuery()
                .processInstanceId(execution.getProcessInstanceId())
                .taskDefinitionKey("UserTask_ProvisionAccess")
                .singleResult();
        tasks.setPriority(task.getId(), Math.max(Deadlines.OVERDUE_PRIORITY, task.getPriority() + 1));
        tasks.addCandidateGroup(task.getId(), Role.HELP_DESK_LEAD.group().orElseThrow());
        lifecycle.escalateProvisioning(execution.getProcessBusinessKey());
    }
}

package gov.mt.immtrax.access.account.process;

import gov.mt.immtrax.access.account.InactivationDeadlines;
import gov.mt.immtrax.access.account.MassInactivation;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.task.Task;
import org.springframework.stereotype.Component;

/** Brings a review that is overdue before the help desk's lead, each time with a higher priority; registry staff keep it. */
@Component
class EscalateReview implements JavaDelegate {

    private final MassInactivation massInactivation;

    EscalateReview(MassInactivation massInactivation) {
        this.massInactivation = massInactivation;
    }

    @Override
    public void execute(DelegateExecution execution) {
        TaskService tasks = execution.getProcessEngineServices().getTaskService();
        Task task = tasks.createTaskQuery()
                .processInstanceId(execution.getProcessInstanceId())
                .taskDefinitionKey(MassInactivation.REVIEW)
                .singleResult();
        tasks.setPriority(task.getId(), Math.max(InactivationDeadlines.OVERDUE_PRIORITY, task.getPriority() + 1));
        massInactivation.escalate(execution.getProcessBusinessKey());
    }
}

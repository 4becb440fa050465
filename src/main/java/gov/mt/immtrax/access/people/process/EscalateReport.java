package gov.mt.immtrax.access.people.process;

import gov.mt.immtrax.access.account.InactivationDeadlines;
import gov.mt.immtrax.access.people.DisputeDesk;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.task.Task;
import org.springframework.stereotype.Component;

/**
 * Raises the priority of a decision that is overdue, and tells the help desk's lead, who reminds registry staff; it stays
 * theirs to decide.
 */
@Component
class EscalateReport implements JavaDelegate {

    private final DisputeDesk desk;

    EscalateReport(DisputeDesk desk) {
        this.desk = desk;
    }

    @Override
    public void execute(DelegateExecution execution) {
        TaskService tasks = execution.getProcessEngineServices().getTaskService();
        Task task = tasks.createTaskQuery()
                .processInstanceId(execution.getProcessInstanceId())
                .taskDefinitionKey(DisputeDesk.DECIDE)
                .singleResult();
        tasks.setPriority(task.getId(), Math.max(InactivationDeadlines.OVERDUE_PRIORITY, task.getPriority() + 1));
        desk.escalate(execution.getProcessBusinessKey());
    }
}

package gov.mt.immtrax.access.deletion.process;

import gov.mt.immtrax.access.account.InactivationDeadlines;
import gov.mt.immtrax.access.deletion.DeletionDesk;
import gov.mt.immtrax.access.deletion.DeletionLifecycle;
import gov.mt.immtrax.access.identity.Role;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.task.Task;
import org.springframework.stereotype.Component;

/** Brings a decision that is overdue before the help desk's lead, each time with a higher priority. */
@Component
class EscalateDecision implements JavaDelegate {

    private final DeletionLifecycle lifecycle;

    EscalateDecision(DeletionLifecycle lifecycle) {
        this.lifecycle = lifecycle;
    }

    @Override
    public void execute(DelegateExecution execution) {
        TaskService tasks = execution.getProcessEngineServices().getTaskService();
        Task task = tasks.createTaskQuery()
                .processInstanceId(execution.getProcessInstanceId())
                .taskDefinitionKey(DeletionDesk.DECIDE_DELETION)
                .singleResult();
        tasks.setPriority(task.getId(), Math.max(InactivationDeadlines.OVERDUE_PRIORITY, task.getPriority() + 1));
        tasks.addCandidateGroup(task.getId(), Role.HELP_DESK_LEAD.group().orElseThrow());
        lifecycle.escalateDecision(execution.getProcessBusinessKey());
    }
}

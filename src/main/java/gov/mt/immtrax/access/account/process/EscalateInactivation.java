package gov.mt.immtrax.access.account.process;

import gov.mt.immtrax.access.account.InactivationDeadlines;
import gov.mt.immtrax.access.account.InactivationDesk;
import gov.mt.immtrax.access.identity.Role;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.task.Task;
import org.springframework.stereotype.Component;

/** Brings an inactivation that is overdue before the help desk's lead, each time with a higher priority. */
@Component
class EscalateInactivation implements JavaDelegate {

    private final InactivationDesk desk;

    EscalateInactivation(InactivationDesk desk) {
        this.desk = desk;
    }

    @Override
    public void execute(DelegateExecution execution) {
        TaskService tasks = execution.getProcessEngineServices().getTaskService();
        Task task = tasks.createTaskQuery()
                .processInstanceId(execution.getProcessInstanceId())
                .taskDefinitionKey(InactivationDesk.INACTIVATE_ACCOUNT)
                .singleResult();
        tasks.setPriority(task.getId(), Math.max(InactivationDeadlines.OVERDUE_PRIORITY, task.getPriority() + 1));
        tasks.addCandidateGroup(task.getId(), Role.HELP_DESK_LEAD.group().orElseThrow());
        desk.escalate(execution.getProcessBusinessKey());
    }
}

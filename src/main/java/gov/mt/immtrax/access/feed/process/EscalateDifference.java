package gov.mt.immtrax.access.feed.process;

import gov.mt.immtrax.access.feed.DifferenceDesk;
import gov.mt.immtrax.access.identity.Role;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.task.Task;
import org.springframework.stereotype.Component;

/** Brings a difference that is overdue before the help desk's lead, each time with a higher priority. */
@Component
class EscalateDifference implements JavaDelegate {

    private final DifferenceDesk desk;

    EscalateDifference(DifferenceDesk desk) {
        this.desk = desk;
    }

    @Override
    public void execute(DelegateExecution execution) {
        TaskService tasks = execution.getProcessEngineServices().getTaskService();
        Task task = tasks.createTaskQuery()
                .processInstanceId(execution.getProcessInstanceId())
                .taskDefinitionKey(DifferenceDesk.RESOLVE_DIFFERENCE)
                .singleResult();
        tasks.setPriority(task.getId(), Math.max(DifferenceDesk.OVERDUE_PRIORITY, task.getPriority() + 1));
        tasks.addCandidateGroup(task.getId(), Role.HELP_DESK_LEAD.group().orElseThrow());
        desk.escalate(execution.getProcessBusinessKey());
    }
}

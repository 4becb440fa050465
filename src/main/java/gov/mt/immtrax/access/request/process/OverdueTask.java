package gov.mt.immtrax.access.request.process;

import gov.mt.immtrax.access.identity.Role;
import gov.mt.immtrax.access.request.Deadlines;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.task.Task;

/** The help desk's task that an escalation is about. */
final class OverdueTask {

    private OverdueTask() {}

    /** Brings it before the lead, each time with a higher priority. */
    static void raise(DelegateExecution execution, String key) {
        TaskService tasks = execution.getProcessEngineServices().getTaskService();
        Task task = tasks.createTaskQuery()
                .processInstanceId(execution.getProcessInstanceId())
                .taskDefinitionKey(key)
                .singleResult();
        tasks.setPriority(task.getId(), Math.max(Deadlines.OVERDUE_PRIORITY, task.getPriority() + 1));
        tasks.addCandidateGroup(task.getId(), Role.HELP_DESK_LEAD.group().orElseThrow());
    }
}

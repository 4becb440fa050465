package gov.mt.immtrax.access.engine;

import gov.mt.immtrax.access.identity.Role;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.task.Task;

/**
 * The task of a running process that an escalation is about: what overdue means in Tasklist, for the steps of all
 * rooms.
 */
public final class OverdueTask {

    /** Priority from which on a task counts as overdue; what is not overdue stays below. */
    public static final int PRIORITY = 100;

    private OverdueTask() {}

    /** Brings it before the help desk's lead, who may do it too, each time with a higher priority. */
    public static void bringBeforeLead(DelegateExecution execution, String key) {
        tasks(execution)
                .addCandidateGroup(
                        raise(execution, key), Role.HELP_DESK_LEAD.group().orElseThrow());
    }

    /**
     * Raises its priority, each time more; whoever was asked keeps it.
     *
     * @return its id
     */
    public static String raise(DelegateExecution execution, String key) {
        Task task = tasks(execution)
                .createTaskQuery()
                .processInstanceId(execution.getProcessInstanceId())
                .taskDefinitionKey(key)
                .singleResult();
        tasks(execution).setPriority(task.getId(), Math.max(PRIORITY, task.getPriority() + 1));
        return task.getId();
    }

    private static TaskService tasks(DelegateExecution execution) {
        return execution.getProcessEngineServices().getTaskService();
    }
}

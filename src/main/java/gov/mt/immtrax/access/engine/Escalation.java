package gov.mt.immtrax.access.engine;

import gov.mt.immtrax.access.calendar.BusinessCalendar;
import gov.mt.immtrax.access.identity.Role;
import java.time.Instant;
import java.util.Date;
import java.util.function.Consumer;
import java.util.function.Function;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.task.Task;

/**
 * Escalates an overdue task in the same way in all rooms: raises its priority each time, adds the help desk lead where
 * the task says so, and lets the room record it and notify people. The task stays with whom it is assigned to.
 */
public final class Escalation implements JavaDelegate {

    /** Lowest priority of an overdue task; all other tasks stay below it. */
    public static final int OVERDUE_PRIORITY = 100;

    private static final int BUSINESS_DAYS_BETWEEN = 1;

    private final ProcessDeclaration.Task task;
    private final BusinessCalendar calendar;
    private final Consumer<DelegateExecution> notice;
    private final Function<DelegateExecution, Instant> last;

    /**
     * @param notice records the escalation and posts the emails
     * @param last when the last escalation was recorded; UTC
     */
    public Escalation(
            ProcessDeclaration.Task task,
            BusinessCalendar calendar,
            Consumer<DelegateExecution> notice,
            Function<DelegateExecution, Instant> last) {
        this.task = task;
        this.calendar = calendar;
        this.notice = notice;
        this.last = last;
    }

    @Override
    public void execute(DelegateExecution execution) {
        TaskService tasks = execution.getProcessEngineServices().getTaskService();
        Task open = tasks.createTaskQuery()
                .processInstanceId(execution.getProcessInstanceId())
                .taskDefinitionKey(task.id())
                .singleResult();
        tasks.setPriority(open.getId(), Math.max(OVERDUE_PRIORITY, open.getPriority() + 1));
        if (task.escalatedToLead()) {
            tasks.addCandidateGroup(open.getId(), Role.HELP_DESK_LEAD.group().orElseThrow());
        }
        notice.accept(execution);
    }

    /**
     * When the task is escalated again, for the model's timer: close of business, one business day after the last
     * escalation.
     */
    public Date next(DelegateExecution execution) {
        return Date.from(calendar.dueAfter(last.apply(execution), BUSINESS_DAYS_BETWEEN));
    }
}

package gov.mt.immtrax.access.request;

import gov.mt.immtrax.access.audit.AuditAction;
import gov.mt.immtrax.access.audit.AuditResult;
import gov.mt.immtrax.access.audit.AuditTrail;
import gov.mt.immtrax.access.calendar.DatedProcess;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.function.Consumer;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.exception.NotFoundException;
import org.camunda.bpm.engine.exception.NullValueException;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Service;

/**
 * Works out all open timers and due dates again after the business calendar was changed: start the service once with
 * {@code --recalculate-due-dates}. Safe to repeat, since every date is counted from what the timeline noted.
 */
@Service
public class DueDates implements ApplicationRunner {

    private static final Logger log = LoggerFactory.getLogger(DueDates.class);

    private static final String[] PROCESSES = {RequestDesk.PROCESS, CredentialHandover.PROCESS};

    private final ManagementService managementService;
    private final TaskService taskService;
    private final RuntimeService runtimeService;
    private final AccessRequests requests;
    private final Deadlines deadlines;
    private final List<DatedProcess> others;
    private final AuditTrail audit;

    DueDates(
            ManagementService managementService,
            TaskService taskService,
            RuntimeService runtimeService,
            AccessRequests requests,
            Deadlines deadlines,
            List<DatedProcess> others,
            AuditTrail audit) {
        this.managementService = managementService;
        this.taskService = taskService;
        this.runtimeService = runtimeService;
        this.requests = requests;
        this.deadlines = deadlines;
        this.others = others;
        this.audit = audit;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        if (arguments.containsOption("recalculate-due-dates")) {
            recalculate();
        }
    }

    /**
     * Recalculates every open timer of {@code access-request.bpmn}, {@code credential-delivery.bpmn} and the other
     * rooms' models, and every open task that has a due date.
     *
     * @return how many timers now have another date
     */
    public int recalculate() {
        int moved = 0;
        for (String process : PROCESSES) {
            moved += recalculateTimers(process);
        }
        recalculateTasks(this::recalculate, PROCESSES);
        for (DatedProcess other : others) {
            moved += recalculateTimers(other.process());
            recalculateTasks(task -> recalculate(task, other), other.process());
        }
        log.info("The business calendar was applied again: {} timers have a new date", moved);
        audit.record(AuditAction.DUE_DATES_RECALCULATED, null, AuditResult.DONE, moved + " timers have a new date");
        return moved;
    }

    private int recalculateTimers(String process) {
        int moved = 0;
        for (Job timer : managementService
                .createJobQuery()
                .processDefinitionKey(process)
                .timers()
                .list()) {
            moved += recalculate(timer) ? 1 : 0;
        }
        return moved;
    }

    private void recalculateTasks(Consumer<Task> recalculation, String... processes) {
        for (Task task :
                taskService.createTaskQuery().processDefinitionKeyIn(processes).list()) {
            try {
                recalculation.accept(task);
            } catch (OptimisticLockingException | NullValueException completed) {
                log.info("Task {} is in use and keeps its date", task.getId());
            }
        }
    }

    private boolean recalculate(Job timer) {
        try {
            managementService.recalculateJobDuedate(timer.getId(), false);
        } catch (OptimisticLockingException | NotFoundException firing) {
            log.info("Timer {} is in use and keeps its date", timer.getId());
            return false;
        }
        Job now = managementService.createJobQuery().jobId(timer.getId()).singleResult();
        return now != null && !now.getDuedate().equals(timer.getDuedate());
    }

    private void recalculate(Task task) {
        String number = (String) taskService.getVariable(task.getId(), "requestNumber");
        Date due = switch (task.getTaskDefinitionKey()) {
            case RequestDesk.SIGN_USER_AGREEMENT -> deadlines.signature(number);
            case RequestDesk.CORRECT_REQUEST -> deadlines.correction(number);
            case CredentialHandover.RENEW_TEMPORARY_PASSWORD -> deadlines.passwordRenewal(number);
            default ->
                deadlines.provisioning(
                        number, ((Number) taskService.getVariable(task.getId(), "businessDays")).intValue());
        };
        if (!due.equals(task.getDueDate())) {
            Instant old = requests.get(number).dueAt();
            taskService.setDueDate(task.getId(), due);
            if (old != null) {
                requests.moveDueDate(number, old, due.toInstant());
            }
        }
    }

    private void recalculate(Task task, DatedProcess process) {
        ProcessInstance instance = runtimeService
                .createProcessInstanceQuery()
                .processInstanceId(task.getProcessInstanceId())
                .singleResult();
        if (instance == null || task.getDueDate() == null) { // completed meanwhile, or never due
            return;
        }
        Date due = Date.from(process.due(task.getTaskDefinitionKey(), instance.getBusinessKey()));
        if (!due.equals(task.getDueDate())) {
            taskService.setDueDate(task.getId(), due);
        }
    }
}

package gov.mt.immtrax.access.request;

import gov.mt.immtrax.access.audit.AuditAction;
import gov.mt.immtrax.access.audit.AuditResult;
import gov.mt.immtrax.access.audit.AuditTrail;
import java.time.Instant;
import java.util.Date;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.exception.NotFoundException;
import org.camunda.bpm.engine.exception.NullValueException;
import org.camunda.bpm.engine.runtime.Job;
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
    private final AccessRequests requests;
    private final Deadlines deadlines;
    private final AuditTrail audit;

    DueDates(
            ManagementService managementService,
            TaskService taskService,
            AccessRequests requests,
            Deadlines deadlines,
            AuditTrail audit) {
        this.managementService = managementService;
        this.taskService = taskService;
        this.requests = requests;
        this.deadlines = deadlines;
        this.audit = audit;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        if (arguments.containsOption("recalculate-due-dates")) {
            recalculate();
        }
    }

    /**
     * Recalculates every open timer of {@code access-request.bpmn} and {@code credential-delivery.bpmn}, and every open task
     * that has a due date.
     *
     * @return how many timers now have another date
     */
    public int recalculate() {
        int moved = 0;
        for (String process : PROCESSES) {
            for (Job timer : managementService.createJobQuery().processDefinitionKey(process).timers().list()) {
                moved += recalculate(timer) ? 1 : 0;
            }
        }
        for (Task task : taskService
                .createTaskQuery()
                .processDefinitionKeyIn(PROCESSES)
                .list()) {
            try {
                recalculate(task);
            } catch (OptimisticLockingException | NullValueException completed) {
                log.info("Task {} is being worked on and keeps its date", task.getId());
            }
        }
        log.info("The business calendar was applied anew: {} timers have another date", moved);
        audit.record(AuditAction.DUE_DATES_RECALCULATED, null, AuditResult.DONE, moved + " timers have another date");
        return moved;
    }

    private boolean recalculate(Job timer) {
        try {
            managementService.recalculateJobDuedate(timer.getId(), false);
        } catch (OptimisticLockingException | NotFoundException firing) {
            log.info("Timer {} is being worked on and keeps its date", timer.getId());
            return false;
        }
        Job now = managementService.createJobQuery().jobId(timer.getId()).singleResult();
        return now != null && !now.getDuedate().equals(timer.getDuedate());
    }

    private void recalculate(Task task) {
        String number = (String) taskService.getVariable(task.getId(), "requestNumber");
        Date due =
                switch (task.getTaskDefinitionKey()) {
                    case RequestDesk.SIGN_USER_AGREEMENT -> deadlines.signature(number);
                    case RequestDesk.CORRECT_REQUEST -> deadlines.correction(number);
                    case CredentialHandover.RENEW_TEMPORARY_PASSWORD -> deadlines.passwordRenewal(number);
                    default -> deadlines.provisioning(
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
}

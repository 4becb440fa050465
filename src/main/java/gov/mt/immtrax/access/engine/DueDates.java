package gov.mt.immtrax.access.engine;

import gov.mt.immtrax.access.audit.AuditAction;
import gov.mt.immtrax.access.audit.AuditResult;
import gov.mt.immtrax.access.audit.AuditTrail;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.exception.NotFoundException;
import org.camunda.bpm.engine.exception.NullValueException;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.task.Task;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/**
 * Recalculates all open timers and due dates after the business calendar has changed: start the service once with
 * {@code --recalculate-due-dates}. Each model contains the expressions that compute its dates. Safe to repeat, because
 * every date is counted from an event in the timeline.
 */
@Service
public class DueDates implements ApplicationRunner {

    private static final Logger log = LoggerFactory.getLogger(DueDates.class);

    private final List<ProcessDeclaration> processes;
    private final ProcessEngine engine;
    private final ManagementService managementService;
    private final TaskService taskService;
    private final ApplicationEventPublisher events;
    private final AuditTrail audit;

    DueDates(
            List<ProcessDeclaration> processes,
            ProcessEngine engine,
            ManagementService managementService,
            TaskService taskService,
            ApplicationEventPublisher events,
            AuditTrail audit) {
        this.processes = processes;
        this.engine = engine;
        this.managementService = managementService;
        this.taskService = taskService;
        this.events = events;
        this.audit = audit;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        if (arguments.containsOption("recalculate-due-dates")) {
            recalculate();
        }
    }

    /**
     * Recalculates every open timer and every open task that has a due date, except in processes that declare that they
     * keep their dates.
     *
     * @return how many timers have a new date
     */
    public int recalculate() {
        int moved = 0;
        for (ProcessDeclaration process : processes) {
            if (process.datesRecalculated()) {
                moved += recalculateTimers(process.id());
                recalculateTasks(process.id());
            }
        }
        log.info("Recalculated due dates after a change of the business calendar: {} timers have a new date", moved);
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

    private boolean recalculate(Job timer) {
        try {
            managementService.recalculateJobDuedate(timer.getId(), false);
        } catch (OptimisticLockingException | NotFoundException firing) {
            log.info("Timer {} is in use and keeps its date", timer.getId());
            return false;
        }
        Job now = managementService.createJobQuery().jobId(timer.getId()).singleResult();
        return now != null
                && !now.getDuedate().toInstant().equals(timer.getDuedate().toInstant());
    }

    private void recalculateTasks(String process) {
        for (Task task :
                taskService.createTaskQuery().processDefinitionKey(process).list()) {
            try {
                recalculate(process, task);
            } catch (OptimisticLockingException | NullValueException completed) {
                log.info("Task {} is in use and keeps its date", task.getId());
            }
        }
    }

    private void recalculate(String process, Task task) {
        inEngine(context -> byModel(context, task.getId()))
                .filter(due -> !due.date().equals(task.getDueDate().toInstant()))
                .ifPresent(due -> {
                    taskService.setDueDate(task.getId(), Date.from(due.date()));
                    events.publishEvent(new DueDateMoved(process, due.number(), due.date()));
                });
    }

    private record Due(String number, Instant date) {}

    /** When a task is due according to its model; empty if it has no due date or has been completed. */
    private static Optional<Due> byModel(CommandContext context, String id) {
        TaskEntity task = context.getTaskManager().findTaskById(id);
        if (task == null || task.getDueDate() == null) {
            return Optional.empty();
        }
        return Optional.ofNullable(task.getTaskDefinition().getDueDateExpression())
                .map(date -> (Date) date.getValue(task.getExecution()))
                .map(date -> new Due(task.getExecution().getProcessBusinessKey(), date.toInstant()));
    }

    private <T> T inEngine(Command<T> command) {
        return ((ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration())
                .getCommandExecutorTxRequired()
                .execute(command);
    }
}

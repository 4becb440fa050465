package gov.mt.immtrax.access.request;

import gov.mt.immtrax.access.engine.DueDateMoved;
import gov.mt.immtrax.access.request.process.AccessRequestProcess;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Keeps a request and its open task in step: a changed address is applied to the task, and a changed due date of the
 * task to the request.
 */
@Component
public class OpenTaskUpdater {

    private final RuntimeService runtimeService;
    private final TaskService taskService;
    private final ManagementService jobs;
    private final AccessRequestRepository requests;

    OpenTaskUpdater(
            RuntimeService runtimeService,
            TaskService taskService,
            ManagementService jobs,
            AccessRequestRepository requests) {
        this.requests = requests;
        this.runtimeService = runtimeService;
        this.taskService = taskService;
        this.jobs = jobs;
    }

    /** The due date of a request is that of its open task. */
    @EventListener
    void on(DueDateMoved moved) {
        if (moved.process().equals(AccessRequestProcess.KEY)) {
            Instant old = requests.get(moved.number()).dueAt();
            if (old != null) {
                requests.moveDueDate(moved.number(), old, moved.dueAt());
            }
        }
    }

    public void giveToUser(String requestNumber, String address) {
        give(requestNumber, "userAddress", AccessRequestProcess.SIGN_USER_AGREEMENT, address);
    }

    public void giveToSupervisor(String requestNumber, String address) {
        give(requestNumber, "supervisorAddress", AccessRequestProcess.CORRECT_REQUEST, address);
    }

    /**
     * Computes anew when the credentials go out, a planned change is carried out or the help desk's task for a change
     * comes, if the request waits for that.
     */
    public void moveStart(String requestNumber) {
        ProcessInstance process = process(requestNumber);
        if (process != null) {
            Stream.of(AccessRequestProcess.START_DATE_REACHED, AccessRequestProcess.CHANGE_COMES_UP)
                    .flatMap(wait ->
                            jobs.createJobQuery().processInstanceId(process.getId()).activityId(wait).list().stream())
                    .forEach(timer -> jobs.recalculateJobDuedate(timer.getId(), false));
        }
    }

    /**
     * Has it found out anew who decides on a request, because another supervisor acts for it or another account is
     * meant. The task of whoever had the request is replaced.
     */
    public void checkRequesterAgain(String requestNumber) {
        runtimeService
                .createMessageCorrelation(AccessRequestProcess.REQUEST_CORRECTED)
                .processInstanceBusinessKey(requestNumber)
                .correlateAll();
    }

    /** Ends a change of permissions, in a transaction of its own that follows. */
    public void endWithAccount(String requestNumber) {
        runtimeService
                .createMessageCorrelation(AccessRequestProcess.ACCOUNT_ENDED)
                .processInstanceBusinessKey(requestNumber)
                .correlateAll(); // a request that started with an earlier version of the model has no such event
    }

    /** When the help desk's task for a change comes, if the request waits for that; UTC. */
    public Optional<Instant> comesUpAt(String requestNumber) {
        return Optional.ofNullable(process(requestNumber))
                .map(process -> jobs.createJobQuery()
                        .processInstanceId(process.getId())
                        .activityId(AccessRequestProcess.CHANGE_COMES_UP)
                        .singleResult())
                .map(timer -> timer.getDuedate().toInstant());
    }

    private void give(String requestNumber, String variable, String taskKey, String address) {
        ProcessInstance process = process(requestNumber);
        if (process == null) {
            return;
        }
        runtimeService.setVariable(process.getId(), variable, address);
        Task open = taskService
                .createTaskQuery()
                .processInstanceId(process.getId())
                .taskDefinitionKey(taskKey)
                .singleResult();
        if (open != null) {
            taskService.setAssignee(open.getId(), address);
        }
    }

    private ProcessInstance process(String requestNumber) {
        return runtimeService
                .createProcessInstanceQuery()
                .processDefinitionKey(AccessRequestProcess.KEY)
                .processInstanceBusinessKey(requestNumber)
                .singleResult();
    }
}

package gov.mt.immtrax.access.request;

import gov.mt.immtrax.access.request.process.AccessRequestProcess;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.springframework.stereotype.Component;

/**
 * Keeps the engine's word about who acts in step with the request: when an address changes, the open task goes along.
 */
@Component
class OpenTasks {

    private final RuntimeService runtimeService;
    private final TaskService taskService;

    OpenTasks(RuntimeService runtimeService, TaskService taskService) {
        this.runtimeService = runtimeService;
        this.taskService = taskService;
    }

    void giveToUser(String requestNumber, String address) {
        give(requestNumber, "userAddress", AccessRequestProcess.SIGN_USER_AGREEMENT, address);
    }

    void giveToSupervisor(String requestNumber, String address) {
        give(requestNumber, "supervisorAddress", AccessRequestProcess.CORRECT_REQUEST, address);
    }

    private void give(String requestNumber, String variable, String taskKey, String address) {
        ProcessInstance process = runtimeService
                .createProcessInstanceQuery()
                .processDefinitionKey(AccessRequestProcess.KEY)
                .processInstanceBusinessKey(requestNumber)
                .singleResult();
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
}

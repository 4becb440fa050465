package gov.mt.immtrax.access.request;

import gov.mt.immtrax.access.mail.Audience;
import gov.mt.immtrax.access.mail.MailAddressCorrected;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What the mail room has to tell a request: an address was corrected. */
@Component
class MailNews {

    private final AccessRequests requests;
    private final JdbcClient jdbc;
    private final Timeline timeline;
    private final RuntimeService runtimeService;
    private final TaskService taskService;

    MailNews(
            AccessRequests requests,
            JdbcClient jdbc,
            Timeline timeline,
            RuntimeService runtimeService,
            TaskService taskService) {
        this.requests = requests;
        this.jdbc = jdbc;
        this.timeline = timeline;
        this.runtimeService = runtimeService;
        this.taskService = taskService;
    }

    /** The corrected address is the person's from now on: for mails, for the login, for the open task. */
    @EventListener
    void on(MailAddressCorrected corrected) {
        if (requests.find(corrected.requestNumber()).isEmpty()) { // another room's number
            return;
        }
        boolean user = corrected.audience() == Audience.USER;
        String sql = user
                ? """
                    update access_request
                    set email_address = :address, open_key = case when open_key is null then null else :address end
                    where number = :number"""
                : "update access_request set supervisor_address = :address where number = :number";
        jdbc.sql(sql)
                .param("address", corrected.newAddress())
                .param("number", corrected.requestNumber())
                .update();
        timeline.note(corrected.requestNumber(), RequestEventType.MAIL_ADDRESS_CORRECTED);
        ProcessInstance process = runtimeService
                .createProcessInstanceQuery()
                .processDefinitionKey(RequestDesk.PROCESS)
                .processInstanceBusinessKey(corrected.requestNumber())
                .singleResult();
        if (process != null) {
            runtimeService.setVariable(process.getId(), user ? "userAddress" : "supervisorAddress", corrected.newAddress());
            reassign(process, user ? RequestDesk.SIGN_USER_AGREEMENT : RequestDesk.CORRECT_REQUEST, corrected.newAddress());
        }
    }

    private void reassign(ProcessInstance process, String task, String address) {
        Task open = taskService
                .createTaskQuery()
                .processInstanceId(process.getId())
                .taskDefinitionKey(task)
                .singleResult();
        if (open != null) {
            taskService.setAssignee(open.getId(), address);
        }
    }
}

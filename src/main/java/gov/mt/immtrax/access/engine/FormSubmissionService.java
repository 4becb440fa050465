package gov.mt.immtrax.access.engine;

import gov.mt.immtrax.access.database.RecordLocks;
import gov.mt.immtrax.access.form.FormFile;
import gov.mt.immtrax.access.form.FormRejectedException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.camunda.bpm.engine.FormService;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Submits the forms of our own pages to the engine, through the same API as Tasklist. Finds processes and tasks by
 * number, their business key, and reports a refused form as {@link FormRejectedException}.
 */
@Component
public class FormSubmissionService {

    private final RepositoryService repositoryService;
    private final RuntimeService runtimeService;
    private final TaskService taskService;
    private final FormService formService;
    private final DeployedForms forms;
    private final ObjectProvider<FormRevision> revision;
    private final RecordLocks locks;
    private final TransactionTemplate transactions;

    FormSubmissionService(
            RepositoryService repositoryService,
            RuntimeService runtimeService,
            TaskService taskService,
            FormService formService,
            DeployedForms forms,
            ObjectProvider<FormRevision> revision,
            RecordLocks locks,
            TransactionTemplate transactions) {
        this.repositoryService = repositoryService;
        this.runtimeService = runtimeService;
        this.taskService = taskService;
        this.formService = formService;
        this.forms = forms;
        this.revision = revision;
        this.locks = locks;
        this.transactions = transactions;
    }

    /** The form that starts a new process of this kind. */
    public FormFile startForm(String process, String form) {
        return forms.of(latest(process).getId(), form);
    }

    /** The form in the version that the running process uses; empty if that process has ended. */
    public Optional<FormFile> taskForm(String process, String caseNumber, String form) {
        return instance(process, caseNumber).map(running -> forms.of(running.getProcessDefinitionId(), form));
    }

    /**
     * The form with this fingerprint, among all versions that were ever deployed with a process; empty if there is
     * none.
     */
    public Optional<FormFile> formOnceDeployed(String process, String form, String sha256) {
        return repositoryService
                .createProcessDefinitionQuery()
                .processDefinitionKey(process)
                .orderByProcessDefinitionVersion()
                .desc()
                .list()
                .stream()
                .map(definition -> forms.of(definition.getId(), form))
                .filter(file -> file.sha256().equals(sha256))
                .findFirst();
    }

    /**
     * Checks a form as {@link #start} would, and starts nothing, so that a page can ask before it does.
     *
     * @throws FormRejectedException if the form is refused
     */
    public void check(String process, String form, Map<String, Object> values) {
        inTheirWords(() -> {
            revision.getObject().check(latest(process).getId(), form, values);
            return null;
        });
    }

    /**
     * Starts a process by its form.
     *
     * @return the number of the new case
     * @throws FormRejectedException if the form is refused; nothing is stored then
     */
    public String start(String process, Map<String, Object> values) {
        return ConcurrencyRetry.run(() -> inTheirWords(() ->
                formService.submitStartForm(latest(process).getId(), values).getBusinessKey()));
    }

    /**
     * Completes a user task by its form.
     *
     * @return false if the task is not open, for example because someone else was faster
     * @throws FormRejectedException if the form is refused; nothing is stored then
     */
    public boolean complete(String process, String caseNumber, String task, Map<String, Object> values) {
        try {
            return inTurn(caseNumber, () -> submit(process, caseNumber, task, values));
        } catch (FormRejectedException rejected) {
            throw rejected;
        } catch (RuntimeException failure) {
            if (EngineConcurrencyGuard.isMissed(failure) && isGone(process, caseNumber, task, failure)) {
                return false;
            }
            throw failure;
        }
    }

    /**
     * Whether the task has ended. Without a lock on a record, the second of two submissions fails wherever the engine
     * first misses what the first one ended.
     */
    private boolean isGone(String process, String caseNumber, String task, RuntimeException failure) {
        try {
            return find(process, caseNumber, task).isEmpty();
        } catch (RuntimeException unanswered) {
            failure.addSuppressed(unanswered);
            return false;
        }
    }

    /**
     * Submits a form of a running process while no task waits for it, such as a correction that nobody asked for. The
     * form is checked and received like that of a task.
     *
     * @return false if the process has ended
     * @throws FormRejectedException if the form is refused; nothing is stored then
     */
    public boolean revise(String process, String caseNumber, String form, Map<String, Object> values) {
        return inTurn(caseNumber, () -> {
            Optional<ProcessInstance> running = instance(process, caseNumber);
            running.ifPresent(it -> runtimeService.setVariables(
                    it.getId(),
                    inTheirWords(() -> revision.getObject()
                            .revise(
                                    it.getProcessDefinitionId(),
                                    form,
                                    caseNumber,
                                    runtimeService.getVariables(it.getId()),
                                    values))));
            return running.isPresent();
        });
    }

    /** Sends a message to the running process of a number; false if that process has ended. */
    public boolean send(String message, String process, String caseNumber) {
        return inTurn(caseNumber, () -> correlate(message, process, caseNumber));
    }

    /**
     * Runs several steps about a number in one transaction. Locks the record first, so that what is read is still true
     * when it is written.
     */
    public <T> T inTurn(String caseNumber, Supplier<T> step) {
        return ConcurrencyRetry.run(() -> transactions.execute(status -> {
            locks.lock(caseNumber);
            return step.get();
        }));
    }

    private boolean correlate(String message, String process, String caseNumber) {
        Optional<ProcessInstance> running = instance(process, caseNumber);
        if (running.isEmpty()) {
            return false;
        }
        runtimeService
                .createMessageCorrelation(message)
                .processInstanceId(running.get().getId())
                .correlate();
        return true;
    }

    private boolean submit(String process, String caseNumber, String task, Map<String, Object> values) {
        Optional<Task> open = find(process, caseNumber, task);
        open.map(Task::getId)
                .ifPresent(id -> inTheirWords(() -> {
                    formService.submitTaskForm(id, values);
                    return null;
                }));
        return open.isPresent();
    }

    private Optional<Task> find(String process, String caseNumber, String task) {
        return Optional.ofNullable(taskService
                .createTaskQuery()
                .processDefinitionKey(process)
                .processInstanceBusinessKey(caseNumber)
                .taskDefinitionKey(task)
                .singleResult());
    }

    private Optional<ProcessInstance> instance(String process, String caseNumber) {
        return Optional.ofNullable(runtimeService
                .createProcessInstanceQuery()
                .processInstanceBusinessKey(caseNumber, process)
                .singleResult());
    }

    private ProcessDefinition latest(String process) {
        return repositoryService
                .createProcessDefinitionQuery()
                .processDefinitionKey(process)
                .latestVersion()
                .singleResult();
    }

    private static <T> T inTheirWords(Supplier<T> submission) {
        try {
            return submission.get();
        } catch (RuntimeException failure) {
            for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
                if (cause instanceof FormRejectedException rejected) {
                    throw rejected;
                } else if (cause instanceof OptimisticLockingException busy) {
                    throw busy;
                }
            }
            throw failure;
        }
    }
}

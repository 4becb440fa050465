package gov.mt.immtrax.access.engine.guard;

import java.util.Set;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.impl.AbstractQuery;
import org.camunda.bpm.engine.impl.HistoricDetailQueryImpl;
import org.camunda.bpm.engine.impl.HistoricVariableInstanceQueryImpl;
import org.camunda.bpm.engine.impl.SetAnnotationForOperationLog;
import org.camunda.bpm.engine.impl.VariableInstanceQueryImpl;
import org.camunda.bpm.engine.impl.cmd.ActivateJobCmd;
import org.camunda.bpm.engine.impl.cmd.ActivateJobDefinitionCmd;
import org.camunda.bpm.engine.impl.cmd.ActivateProcessDefinitionCmd;
import org.camunda.bpm.engine.impl.cmd.ActivateProcessInstanceCmd;
import org.camunda.bpm.engine.impl.cmd.AddCommentCmd;
import org.camunda.bpm.engine.impl.cmd.AssignTaskCmd;
import org.camunda.bpm.engine.impl.cmd.AuthorizationCheckCmd;
import org.camunda.bpm.engine.impl.cmd.ClaimTaskCmd;
import org.camunda.bpm.engine.impl.cmd.CompleteTaskCmd;
import org.camunda.bpm.engine.impl.cmd.CreateAttachmentCmd;
import org.camunda.bpm.engine.impl.cmd.CreateGroupQueryCmd;
import org.camunda.bpm.engine.impl.cmd.CreateTenantQueryCmd;
import org.camunda.bpm.engine.impl.cmd.CreateUserQueryCmd;
import org.camunda.bpm.engine.impl.cmd.DelegateTaskCmd;
import org.camunda.bpm.engine.impl.cmd.ExecuteFilterCountCmd;
import org.camunda.bpm.engine.impl.cmd.ExecuteFilterListCmd;
import org.camunda.bpm.engine.impl.cmd.ExecuteFilterListPageCmd;
import org.camunda.bpm.engine.impl.cmd.HandleTaskBpmnErrorCmd;
import org.camunda.bpm.engine.impl.cmd.HandleTaskEscalationCmd;
import org.camunda.bpm.engine.impl.cmd.IsIdentityServiceReadOnlyCmd;
import org.camunda.bpm.engine.impl.cmd.ResolveTaskCmd;
import org.camunda.bpm.engine.impl.cmd.SaveAttachmentCmd;
import org.camunda.bpm.engine.impl.cmd.SetAnnotationForIncidentCmd;
import org.camunda.bpm.engine.impl.cmd.SetJobRetriesCmd;
import org.camunda.bpm.engine.impl.cmd.SubmitStartFormCmd;
import org.camunda.bpm.engine.impl.cmd.SubmitTaskFormCmd;
import org.camunda.bpm.engine.impl.cmd.SuspendJobCmd;
import org.camunda.bpm.engine.impl.cmd.SuspendJobDefinitionCmd;
import org.camunda.bpm.engine.impl.cmd.SuspendProcessDefinitionCmd;
import org.camunda.bpm.engine.impl.cmd.SuspendProcessInstanceCmd;
import org.camunda.bpm.engine.impl.cmd.UpdateCommentCmd;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.springframework.beans.DirectFieldAccessor;

/**
 * Limits people to the commands that Tasklist and Cockpit need, behind the filters of the engine's REST API and however
 * a call was made. It allows no start without a form, no modification, no job execution, no message, no variable and no
 * authorization. Commands that run inside another command are not checked, and our own pages and jobs run without an
 * authenticated user.
 *
 * <p>Some commands are forbidden for everyone: those that bypass a task's form (variables of a "resolve", a form that
 * only resolves because the task was delegated, an error that no model catches), and those that store free text in
 * clear.
 */
class EngineCommandGuard extends CommandInterceptor {

    private static final Set<Class<?>> DETOURS = Set.of(
            ResolveTaskCmd.class, DelegateTaskCmd.class, HandleTaskBpmnErrorCmd.class, HandleTaskEscalationCmd.class);

    private static final Set<Class<?>> FREE_TEXT = Set.of(
            AddCommentCmd.class,
            UpdateCommentCmd.class,
            CreateAttachmentCmd.class,
            SaveAttachmentCmd.class,
            SetAnnotationForIncidentCmd.class,
            SetAnnotationForOperationLog.class);

    /** The engine checks a permission for each of these. Queries and commands that only read are allowed too. */
    private static final Set<Class<?>> WORK = Set.of(
            ClaimTaskCmd.class,
            AssignTaskCmd.class,
            CompleteTaskCmd.class,
            SubmitTaskFormCmd.class,
            SubmitStartFormCmd.class,
            SuspendJobCmd.class,
            SuspendJobDefinitionCmd.class,
            SuspendProcessDefinitionCmd.class,
            SuspendProcessInstanceCmd.class,
            ActivateJobCmd.class,
            ActivateJobDefinitionCmd.class,
            ActivateProcessDefinitionCmd.class,
            ActivateProcessInstanceCmd.class,
            ExecuteFilterListCmd.class,
            ExecuteFilterListPageCmd.class,
            ExecuteFilterCountCmd.class,
            CreateUserQueryCmd.class,
            CreateGroupQueryCmd.class,
            CreateTenantQueryCmd.class,
            AuthorizationCheckCmd.class,
            IsIdentityServiceReadOnlyCmd.class);

    private static final String GETS = "Get";
    private static final String OF_THE_ENGINE = "org.camunda.bpm.engine.impl.";

    private final IdentityService people;

    EngineCommandGuard(IdentityService people) {
        this.people = people;
    }

    @Override
    public <T> T execute(Command<T> command) {
        if (DETOURS.contains(command.getClass())) {
            throw new AuthorizationException("A task can only be completed with its form");
        }
        if (FREE_TEXT.contains(command.getClass())) {
            throw new AuthorizationException("Tasks cannot have comments or attachments");
        }
        if (isAskedByAPerson() && !isWork(command)) {
            throw new AuthorizationException("Users cannot do this");
        }
        return next.execute(command);
    }

    /** Whether a command comes from someone who is logged in to the engine, and not from inside another command. */
    private boolean isAskedByAPerson() {
        return Context.getCommandContext() == null
                && people.getCurrentAuthentication() != null
                && people.getCurrentAuthentication().getUserId() != null;
    }

    /** Variables of one process instance, as Cockpit queries them, or of the tasks on one page of the task list. */
    private static boolean isBounded(VariableInstanceQueryImpl variables) {
        return variables.getProcessInstanceIds() != null && variables.getProcessInstanceIds().length == 1
                || variables.getVariableScopeIds() != null && variables.getVariableScopeIds().length > 0;
    }

    /** Retries may carry a due date, which could make a request's deadline pass at once or never. */
    private static boolean movesATimer(SetJobRetriesCmd retries) {
        return !Boolean.FALSE.equals(new DirectFieldAccessor(retries).getPropertyValue("isDueDateSet"));
    }

    private static boolean isWork(Command<?> command) {
        Class<?> type = command.getClass();
        if (command instanceof VariableInstanceQueryImpl variables) {
            return isBounded(variables);
        }
        if (command instanceof SetJobRetriesCmd retries) {
            return !movesATimer(retries);
        }
        if (command instanceof HistoricVariableInstanceQueryImpl || command instanceof HistoricDetailQueryImpl) {
            return false;
        }
        return WORK.contains(type)
                || command instanceof AbstractQuery
                || type.getSimpleName().startsWith(GETS)
                || !type.getName().startsWith(OF_THE_ENGINE);
    }
}

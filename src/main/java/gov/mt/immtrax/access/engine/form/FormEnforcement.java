package gov.mt.immtrax.access.engine.form;

import gov.mt.immtrax.access.database.RecordLocks;
import gov.mt.immtrax.access.engine.DeployedForms;
import gov.mt.immtrax.access.engine.RoutingVariables;
import gov.mt.immtrax.access.form.FormError;
import gov.mt.immtrax.access.form.FormFile;
import gov.mt.immtrax.access.form.FormReceiver;
import gov.mt.immtrax.access.form.FormRejectedException;
import gov.mt.immtrax.access.form.FormRules;
import gov.mt.immtrax.access.form.Receipt;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.core.variable.scope.AbstractVariableScope;
import org.camunda.bpm.engine.impl.db.DbEntity;
import org.camunda.bpm.engine.impl.db.entitymanager.cache.CachedDbEntity;
import org.camunda.bpm.engine.impl.db.entitymanager.cache.DbEntityCache;
import org.camunda.bpm.engine.impl.db.entitymanager.cache.DbEntityState;
import org.camunda.bpm.engine.impl.form.validator.FormFieldValidationException;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.variable.value.TypedValue;
import org.springframework.context.MessageSource;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;

/**
 * Enforces the form files in the engine. Every submission, wherever it comes from, is checked against the file that was
 * deployed with the model, passed to the room that owns the form, and removed from the engine.
 */
@Component
class FormEnforcement {

    private final DeployedForms forms;
    private final RoutingVariables routingVariables;
    private final FormRules rules;
    private final List<FormReceiver> receivers;
    private final RecordLocks locks;
    private final MessageSource messages;

    FormEnforcement(
            DeployedForms forms,
            RoutingVariables routingVariables,
            FormRules rules,
            List<FormReceiver> receivers,
            RecordLocks locks,
            MessageSource messages) {
        this.forms = forms;
        this.routingVariables = routingVariables;
        this.rules = rules;
        this.receivers = receivers;
        this.locks = locks;
        this.messages = messages;
    }

    /**
     * A process is started with its form: the submission becomes a request, and its number becomes the business key.
     */
    void onStart(DelegateExecution execution, String form) {
        Map<String, Object> submitted = execution.getVariables();
        refuseTransientRouting(execution, submitted.keySet());
        Receipt receipt = accept(execution, form, Optional.empty(), Map.of(), submitted);
        forget(execution, submitted);
        execution.setProcessBusinessKey(receipt.caseNumber());
        execution.setVariables(receipt.routing());
    }

    /** Locks the record before a step of the model writes anything, so that concurrent writers take turns. */
    void onStep(DelegateExecution execution) {
        if (locks.lock(execution.getProcessBusinessKey()) && isOver((ExecutionEntity) execution)) {
            throw new OptimisticLockingException(
                    "This step is no longer possible because another transaction was faster");
        }
    }

    /**
     * Whether a concurrent transaction has ended the execution that the engine read. An execution that the running
     * command created is not stored yet, so its nearest stored parent is checked.
     */
    private static boolean isOver(ExecutionEntity execution) {
        DbEntityCache read = Context.getCommandContext().getDbEntityManager().getDbEntityCache();
        ExecutionEntity stored = execution;
        while (stored != null && isNew(read.getCachedEntity(stored))) {
            stored = stored.getParent();
        }
        return stored != null
                && Context.getProcessEngineConfiguration()
                                .getRuntimeService()
                                .createExecutionQuery()
                                .executionId(stored.getId())
                                .count()
                        == 0;
    }

    private static boolean isNew(CachedDbEntity execution) {
        return execution != null && execution.getEntityState() == DbEntityState.TRANSIENT;
    }

    /** A user task is completed, with or without a form. Variables that do not belong to its form are refused. */
    void onCompletion(DelegateExecution execution, Optional<String> form) {
        if (form.map(this::receiverOf).filter(FormReceiver::holdsItself).isEmpty()) {
            onStep(execution);
        }
        Map<String, Object> submitted = new HashMap<>();
        Map<String, Object> routing = new HashMap<>();
        execution.getVariables().forEach((name, value) -> {
            boolean ours = routingVariables.contains(name) && !wasChanged(execution, name);
            if (!ours) {
                submitted.put(name, value);
            } else if (value != null) { // null: the process has no value, such as the number of an unknown account
                routing.put(name, value);
            }
        });
        if (form.isPresent()) {
            Optional<String> caseNumber = Optional.ofNullable(execution.getProcessBusinessKey());
            Receipt receipt = accept(execution, form.get(), caseNumber, routing, submitted);
            forget(execution, submitted);
            execution.setVariables(receipt.routing());
        } else if (!submitted.isEmpty()) {
            throw refusal(submitted.keySet().stream()
                    .map(name -> FormError.of(name, "form.error.unknown"))
                    .toList());
        }
    }

    private Receipt accept(
            DelegateExecution execution,
            String form,
            Optional<String> caseNumber,
            Map<String, Object> routing,
            Map<String, Object> submitted) {
        FormFile file = forms.of(execution.getProcessDefinitionId(), form);
        FormRules.Checked checked = rules.check(file, execution.getCurrentActivityId(), caseNumber, routing, submitted);
        if (!checked.errors().isEmpty()) {
            throw refusal(checked.errors());
        }
        try {
            return receiverOf(form).receive(checked.submission());
        } catch (FormRejectedException rejected) {
            throw refusal(rejected.errors());
        } catch (DuplicateKeyException | ConcurrencyFailureException faster) {
            // our tables detect a concurrent submission before the engine does; the cause is dropped because it would
            // reveal our SQL
            throw new OptimisticLockingException("Someone else has just submitted the form " + form);
        }
    }

    private FormReceiver receiverOf(String form) {
        return receivers.stream()
                .filter(receiver -> receiver.form().equals(form))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No FormReceiver for the form " + form));
    }

    /**
     * Removes the form's fields from the engine, except routing variables, which a form may repeat, such as the request
     * number.
     */
    private void forget(DelegateExecution execution, Map<String, Object> submitted) {
        submitted.keySet().stream()
                .filter(name -> !routingVariables.contains(name))
                .forEach(execution::removeVariable);
    }

    /** Whether the running command set or changed this variable, which only the service itself may do. */
    private static boolean wasChanged(DelegateExecution execution, String name) {
        return isTransient(execution, name)
                || (((AbstractVariableScope) execution).getVariableInstance(name) instanceof DbEntity entity
                        && Context.getCommandContext().getDbEntityManager().isDirty(entity));
    }

    /**
     * Refuses transient routing variables: the engine never stores a variable that was transient once, so the service
     * could not set it.
     */
    private void refuseTransientRouting(DelegateExecution execution, Set<String> names) {
        List<FormError> errors = names.stream()
                .filter(name -> routingVariables.contains(name) && isTransient(execution, name))
                .map(name -> FormError.of(name, "form.error.type"))
                .toList();
        if (!errors.isEmpty()) {
            throw refusal(errors);
        }
    }

    /** Whether the engine would never store this variable. The service itself sets no transient variables. */
    private static boolean isTransient(DelegateExecution execution, String name) {
        TypedValue value = execution.getVariableTyped(name, false);
        return value != null && value.isTransient();
    }

    private FormFieldValidationException refusal(List<FormError> errors) {
        String text = String.join(
                "; ",
                errors.stream()
                        .map(error -> error.field() + ": " + messages.getMessage(error, Locale.ENGLISH))
                        .toList());
        // the only exception that every form endpoint of the engine answers as a client error
        return new FormFieldValidationException(null, text, new FormRejectedException(errors));
    }
}

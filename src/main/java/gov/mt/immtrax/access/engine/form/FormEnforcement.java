package gov.mt.immtrax.access.engine.form;

import gov.mt.immtrax.access.database.RecordLocks;
import gov.mt.immtrax.access.engine.DeployedForms;
import gov.mt.immtrax.access.engine.FormRevision;
import gov.mt.immtrax.access.engine.RoutingVariables;
import gov.mt.immtrax.access.form.FormError;
import gov.mt.immtrax.access.form.FormField;
import gov.mt.immtrax.access.form.FormFile;
import gov.mt.immtrax.access.form.FormReceiver;
import gov.mt.immtrax.access.form.FormRejectedException;
import gov.mt.immtrax.access.form.FormRule;
import gov.mt.immtrax.access.form.FormSubmission;
import gov.mt.immtrax.access.form.InvalidFieldException;
import gov.mt.immtrax.access.form.Receipt;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.impl.form.validator.FormFieldValidationException;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.springframework.context.MessageSource;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;

/**
 * Enforces the form files in the engine. Every submission, wherever it comes from, is checked against the file that was
 * deployed with the model, passed to the room that owns the form, and removed from the engine.
 */
@Component
class FormEnforcement implements FormRevision {

    private final DeployedForms forms;
    private final RoutingVariables routingVariables;
    private final List<FormRule> rules;
    private final List<FormReceiver> receivers;
    private final RecordLocks locks;
    private final MessageSource messages;

    FormEnforcement(
            DeployedForms forms,
            RoutingVariables routingVariables,
            List<FormRule> rules,
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
        if (locks.lock(execution.getProcessBusinessKey()) && RunningCommand.isOver((ExecutionEntity) execution)) {
            throw new OptimisticLockingException(
                    "This step is no longer possible because another transaction was faster");
        }
    }

    /** A user task is completed, with or without a form. Variables that do not belong to its form are refused. */
    void onCompletion(DelegateExecution execution, Optional<String> form) {
        if (form.map(this::receiverOf).filter(FormReceiver::holdsItself).isEmpty()) {
            onStep(execution);
        }
        Map<String, Object> submitted = new HashMap<>();
        Map<String, Object> routing = new HashMap<>();
        execution.getVariables().forEach((name, value) -> {
            boolean ours = routingVariables.contains(name) && !RunningCommand.wasChanged(execution, name);
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

    @Override
    public Map<String, Object> revise(
            String processDefinitionId,
            String form,
            String caseNumber,
            Map<String, Object> variables,
            Map<String, Object> submitted) {
        Map<String, Object> routing = new HashMap<>(variables);
        routing.entrySet().removeIf(it -> it.getValue() == null || !routingVariables.contains(it.getKey()));
        return accept(processDefinitionId, "", form, Optional.of(caseNumber), routing, submitted)
                .routing();
    }

    @Override
    public void check(String processDefinitionId, String form, Map<String, Object> submitted) {
        checked(processDefinitionId, "", form, Optional.empty(), Map.of(), submitted);
    }

    private Receipt accept(
            DelegateExecution execution,
            String form,
            Optional<String> caseNumber,
            Map<String, Object> routing,
            Map<String, Object> submitted) {
        return accept(
                execution.getProcessDefinitionId(),
                execution.getCurrentActivityId(),
                form,
                caseNumber,
                routing,
                submitted);
    }

    private Receipt accept(
            String processDefinitionId,
            String element,
            String form,
            Optional<String> caseNumber,
            Map<String, Object> routing,
            Map<String, Object> submitted) {
        FormSubmission submission = checked(processDefinitionId, element, form, caseNumber, routing, submitted);
        try {
            return receiverOf(form).receive(submission);
        } catch (FormRejectedException rejected) {
            throw refusal(rejected.errors());
        } catch (DuplicateKeyException | ConcurrencyFailureException faster) {
            // our tables detect a concurrent submission before the engine does; the cause is dropped because it would
            // reveal our SQL
            throw new OptimisticLockingException("Someone else has just submitted the form " + form);
        }
    }

    /** The submission, if it keeps to its file and to every rule of the form. */
    private FormSubmission checked(
            String processDefinitionId,
            String element,
            String form,
            Optional<String> caseNumber,
            Map<String, Object> routing,
            Map<String, Object> submitted) {
        FormFile file = forms.of(processDefinitionId, form);
        List<FormError> errors = new ArrayList<>(file.check(submitted));
        Set<String> refused = errors.stream().map(FormError::field).collect(Collectors.toSet());
        if (refused.stream().anyMatch(field -> file.field(field).isEmpty())) {
            throw refusal(errors); // this was not submitted with our form
        }
        Map<String, Object> values = file.clean(submitted);
        values.keySet().removeAll(refused);
        Set<String> fields = file.fields().stream().map(FormField::name).collect(Collectors.toSet());
        FormSubmission submission = new FormSubmission(form, element, caseNumber, routing, values, refused, fields);
        rules.stream()
                .filter(rule -> rule.form().equals(form))
                .flatMap(rule -> ask(rule, submission).stream())
                .forEach(errors::add);
        if (!errors.isEmpty()) {
            throw refusal(errors);
        }
        return submission;
    }

    private static Optional<FormError> ask(FormRule rule, FormSubmission submission) {
        try {
            return rule.check(submission);
        } catch (InvalidFieldException mendThatFirst) {
            return Optional.empty();
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

    /**
     * Refuses transient routing variables: the engine never stores a variable that was transient once, so the service
     * could not set it.
     */
    private void refuseTransientRouting(DelegateExecution execution, Set<String> names) {
        List<FormError> errors = names.stream()
                .filter(name -> routingVariables.contains(name) && RunningCommand.isTransient(execution, name))
                .map(name -> FormError.of(name, "form.error.type"))
                .toList();
        if (!errors.isEmpty()) {
            throw refusal(errors);
        }
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

package gov.mt.immtrax.access.engine.form;

import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParse;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ProcessDefinitionImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.springframework.beans.factory.ObjectProvider;

/**
 * Adds form enforcement to each start event and user task, whatever the model says, and locks the record before each
 * synchronous step. An asynchronous step does not lock it, because it may wait for a mail server. The listener is on
 * the end of a user task and not on its completion, because the engine wraps exceptions of task listeners, and a REST
 * client would get a server error.
 */
class FormParseListener extends AbstractBpmnParseListener {

    private static final String EMBEDDED = "embedded:deployment:forms/";

    private final ObjectProvider<FormEnforcement> enforcement;

    FormParseListener(ObjectProvider<FormEnforcement> enforcement) {
        this.enforcement = enforcement;
    }

    @Override
    public void parseStartEvent(Element element, ScopeImpl scope, ActivityImpl startEvent) {
        Optional<String> form = formOf(element);
        if (scope instanceof ProcessDefinitionImpl && form.isPresent()) {
            startEvent.addListener(
                    ExecutionListener.EVENTNAME_START,
                    listener(execution -> enforcement.getObject().onStart(execution, form.get())));
        }
    }

    @Override
    public void parseServiceTask(Element element, ScopeImpl scope, ActivityImpl serviceTask) {
        if (!serviceTask.isAsyncBefore()) {
            serviceTask.addListener(
                    ExecutionListener.EVENTNAME_START,
                    listener(execution -> enforcement.getObject().onStep(execution)),
                    0);
        }
    }

    @Override
    public void parseUserTask(Element element, ScopeImpl scope, ActivityImpl userTask) {
        Optional<String> form = formOf(element);
        userTask.addListener(ExecutionListener.EVENTNAME_END, listener(execution -> {
            if (!execution.isCanceled()) {
                enforcement.getObject().onCompletion(execution, form);
            }
        }));
    }

    /**
     * Runs without authorization checks, because the service does more with a submission than the person may do in the
     * engine.
     */
    private static ExecutionListener listener(Consumer<DelegateExecution> step) {
        return execution ->
                Context.getCommandContext().runWithoutAuthorization(Executors.callable(() -> step.accept(execution)));
    }

    private static Optional<String> formOf(Element element) {
        return Optional.ofNullable(element.attributeNS(BpmnParse.CAMUNDA_BPMN_EXTENSIONS_NS, "formKey"))
                .filter(key -> key.startsWith(EMBEDDED) && key.endsWith(".html"))
                .map(key -> key.substring(EMBEDDED.length(), key.length() - ".html".length()));
    }
}

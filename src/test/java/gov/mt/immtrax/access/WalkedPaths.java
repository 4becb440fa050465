package gov.mt.immtrax.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.pvm.PvmTransition;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.pvm.process.TransitionImpl;
import org.camunda.bpm.engine.impl.util.xml.Element;

/** Notes which flow nodes and flows of the models executions walk, for {@link PathCoverage}. */
class WalkedPaths extends AbstractBpmnParseListener {

    private final Map<String, Set<String>> all = new ConcurrentHashMap<>();
    private final Map<String, Set<String>> walked = new ConcurrentHashMap<>();

    @Override
    public void parseProcess(Element element, ProcessDefinitionEntity process) {
        Set<String> ids = new TreeSet<>();
        watch(process, process.getKey(), ids);
        all.put(process.getKey(), ids);
    }

    private void watch(ScopeImpl scope, String process, Set<String> ids) {
        for (ActivityImpl activity : scope.getActivities()) {
            ids.add(activity.getId());
            ExecutionListener here = note(process, activity.getId());
            activity.addBuiltInListener(ExecutionListener.EVENTNAME_START, here);
            activity.addBuiltInListener(ExecutionListener.EVENTNAME_END, here);
            for (PvmTransition flow : activity.getOutgoingTransitions()) {
                ids.add(flow.getId());
                ((TransitionImpl) flow)
                        .addBuiltInListener(ExecutionListener.EVENTNAME_TAKE, note(process, flow.getId()));
            }
            watch(activity, process, ids);
        }
    }

    private ExecutionListener note(String process, String id) {
        return execution -> walked.computeIfAbsent(process, key -> new ConcurrentSkipListSet<>())
                .add(id);
    }

    void forget() {
        walked.clear();
    }

    void assertComplete(Set<String> except) {
        Set<String> own = new TreeSet<>(walked.keySet());
        own.removeAll(except);
        assertThat(own).as("models of its own that the class touched").isNotEmpty();
        Map<String, Set<String>> missing = new TreeMap<>();
        own.forEach(process -> {
            Set<String> left = new TreeSet<>(all.get(process));
            left.removeAll(walked.get(process));
            if (!left.isEmpty()) {
                missing.put(process, left);
            }
        });
        assertThat(missing).as("flow nodes and flows that no test walked").isEmpty();
    }
}

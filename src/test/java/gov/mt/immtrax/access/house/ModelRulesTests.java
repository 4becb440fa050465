package gov.mt.immtrax.access.house;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import gov.mt.immtrax.access.engine.ProcessDeclaration;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.beans.Introspector;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.BusinessRuleTask;
import org.camunda.bpm.model.bpmn.instance.Event;
import org.camunda.bpm.model.bpmn.instance.EventBasedGateway;
import org.camunda.bpm.model.bpmn.instance.ExclusiveGateway;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Gateway;
import org.camunda.bpm.model.bpmn.instance.Message;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;
import org.camunda.bpm.model.bpmn.instance.StartEvent;
import org.camunda.bpm.model.bpmn.instance.SubProcess;
import org.camunda.bpm.model.bpmn.instance.TimerEventDefinition;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnEdge;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnShape;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaFailedJobRetryTimeCycle;
import org.camunda.bpm.model.bpmn.instance.di.Waypoint;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * One name for each step, no code in a model, and a picture that can be read: what each file in processes/ keeps to.
 */
class ModelRulesTests {

    private static final String MODELS = "gov.mt.immtrax.access.house.ModelRulesTests#models";
    private static final String CAMUNDA = "http://camunda.org/schema/1.0/bpmn";
    private static final Map<Path, BpmnModelInstance> READ = new ConcurrentHashMap<>();

    /** Papers that people know by a name of their own; every other form is named as its step. */
    private static final Map<String, String> PAPERS = Map.of(
            "Access requested",
            "access-request",
            "Correct request",
            "access-request",
            "Sign user agreement",
            "user-agreement",
            "Access deletion requested",
            "access-deletion");

    private static final Pattern CONDITION = Pattern.compile("\\$\\{(\\w+)(?: == '([A-Z_]+)')?}");
    private static final Pattern CITED_STEP = Pattern.compile("[Ss]tep \"([^\"]+)\"");
    private static final Pattern BEAN_CALL = Pattern.compile("\\$\\{([a-z]\\w*)\\.(\\w+)\\([^()]*\\)}");

    static List<Path> models() {
        return House.files("processes", ".bpmn");
    }

    @Test
    void findsTheModels() {
        assertThat(models()).isNotEmpty();
    }

    @Nested
    class Names {

        @ParameterizedTest
        @MethodSource(MODELS)
        void nameTheProcessAsItsFile(Path file) {
            Process process = processOf(file);
            assertThat(process.getId() + ".bpmn").isEqualTo(file.getFileName().toString());
            assertThat(process.isExecutable()).isTrue();
            assertThat(process.getDocumentations()).as("documentation").isNotEmpty();
            assertThat(process.getCamundaHistoryTimeToLiveString())
                    .as("history TTL")
                    .matches("P\\d+D");
        }

        @ParameterizedTest
        @MethodSource(MODELS)
        void deriveTheIdFromTheLabel(Path file) {
            List<String> wrong = nodes(file).stream()
                    .filter(node -> label(node) != null)
                    .filter(node -> !node.getId().equals(type(node) + "_" + pascal(label(node))))
                    .map(node -> node.getId() + " is labelled \"" + label(node) + "\"")
                    .toList();
            assertThat(wrong).isEmpty();
        }

        @ParameterizedTest
        @MethodSource(MODELS)
        void labelEverythingButJoins(Path file) {
            assertThat(nodes(file)).filteredOn(node -> label(node) == null).allSatisfy(node -> {
                assertThat(node).as(node.getId()).isInstanceOf(Gateway.class);
                assertThat(node.getOutgoing()).as(node.getId()).hasSize(1);
                assertThat(node.getId()).as("says what is joined").matches("Gateway_[A-Z]\\w+");
            });
        }

        @ParameterizedTest
        @MethodSource(MODELS)
        void nameTheFormAsTheStep(Path file) {
            for (FlowNode node : nodes(file)) {
                String key = node.getAttributeValueNs(CAMUNDA, "formKey");
                if (key != null) {
                    String form = PAPERS.getOrDefault(label(node), kebab(label(node)));
                    assertThat(key).as(node.getId()).isEqualTo("embedded:deployment:forms/" + form + ".html");
                    assertThat(House.ROOT.resolve("forms/" + form + ".html")).exists();
                } else {
                    assertThat(node).as(node.getId() + " has a form").isNotInstanceOf(UserTask.class);
                }
            }
        }

        @ParameterizedTest
        @MethodSource(MODELS)
        void nameTheBeanAsTheStep(Path file) {
            for (ServiceTask task : read(file).getModelElementsByType(ServiceTask.class)) {
                assertThat(task.getCamundaDelegateExpression())
                        .as(task.getId())
                        .isEqualTo("${" + camel(label(task)) + "}");
            }
        }

        /** Two answers to one question may lead to the same step, so an answer is what such a flow is known by. */
        @ParameterizedTest
        @MethodSource(MODELS)
        void nameTheFlowAsItsEndsOrAsItsAnswer(Path file) {
            Set<String> questions =
                    splits(file).stream().map(ExclusiveGateway::getId).collect(toSet());
            assertThat(read(file).getModelElementsByType(SequenceFlow.class)).allSatisfy(flow -> {
                String answer = questions.contains(flow.getSource().getId()) ? flow.getName() : null;
                String to = answer == null ? withoutType(flow.getTarget()) : pascal(answer.toLowerCase(Locale.ROOT));
                assertThat(flow.getId()).isEqualTo("Flow_" + withoutType(flow.getSource()) + "_" + to);
                assertThat(flow.getDiagramElement().getId()).isEqualTo(flow.getId() + "_di");
            });
        }

        /** A label is renamed without the compiler; comments and models that cite it must follow. */
        @Test
        void citeStepsByTheirLabels() {
            Set<String> labels = models().stream()
                    .flatMap(file -> nodes(file).stream())
                    .map(ModelRulesTests::label)
                    .collect(toSet());
            List<Path> sources = Stream.of(
                            House.files("src/main/java", ".java"), House.files("processes", ".bpmn", ".md"))
                    .flatMap(List::stream)
                    .toList();
            assertThat(sources)
                    .allSatisfy(file -> assertThat(CITED_STEP
                                    .matcher(House.text(file).replaceAll("\\s+(\\* )?", " "))
                                    .results()
                                    .map(step -> step.group(1)))
                            .as(file.toString())
                            .isSubsetOf(labels));
        }

        private static String withoutType(FlowNode node) {
            return node.getId().substring(node.getId().indexOf('_') + 1);
        }
    }

    /** One class stands for each model in its room, and nowhere else in Java is anything of it named. */
    @Nested
    class BackingClass {

        @ParameterizedTest
        @MethodSource(MODELS)
        void isNamedAsTheProcess(Path file) {
            assertThat(backing(file).getPackageName()).endsWith(".process");
            assertThat(backing(file)).isPublic().hasAnnotation(Configuration.class);
        }

        @ParameterizedTest
        @MethodSource(MODELS)
        void hasABeanForEachStepAndNoOther(Path file) {
            assertThat(Stream.of(backing(file).getDeclaredMethods())
                            .filter(method -> JavaDelegate.class.isAssignableFrom(method.getReturnType()))
                            .filter(method -> method.isAnnotationPresent(Bean.class))
                            .map(Method::getName))
                    .containsExactlyInAnyOrderElementsOf(read(file).getModelElementsByType(ServiceTask.class).stream()
                            .map(task -> camel(label(task)))
                            .toList());
        }

        @ParameterizedTest
        @MethodSource(MODELS)
        void namesOnlyWhatTheModelHas(Path file) throws IllegalAccessException {
            Set<String> known = Stream.concat(
                            nodes(file).stream().map(FlowNode::getId),
                            read(file).getModelElementsByType(Message.class).stream()
                                    .map(Message::getName))
                    .collect(toSet());
            known.add(processOf(file).getId());
            for (Field constant : backing(file).getFields()) {
                assertThat(constant.get(null)).as(constant.getName()).isIn(known);
            }
            assertThat(backing(file)).hasPublicFields("KEY");
        }

        @ParameterizedTest
        @MethodSource(MODELS)
        void declaresEachTaskWithWhomItAsks(Path file) {
            ProcessDeclaration declared = declared(file);
            assertThat(declared.id()).isEqualTo(processOf(file).getId());
            assertThat(declared.tasks())
                    .extracting(ProcessDeclaration.Task::id)
                    .containsExactlyInAnyOrderElementsOf(
                            userTasks(file).stream().map(UserTask::getId).toList());
            for (UserTask task : userTasks(file)) {
                Set<String> groups = declared.tasks().stream()
                        .filter(it -> it.id().equals(task.getId()))
                        .flatMap(it -> it.groups().stream())
                        .map(role -> role.group().orElseThrow())
                        .collect(toSet());
                String asked = task.getCamundaCandidateGroups();
                if (asked == null) {
                    assertThat(groups).as(task.getId()).isEmpty();
                    assertThat(task.getCamundaAssignee()).as(task.getId()).isNotNull();
                } else if (asked.startsWith("${")) { // as a variable says
                    String variable = asked.replaceAll("\\W", "");
                    assertThat(declared.variables()).contains(variable);
                    assertThat(groups).as(task.getId()).isNotEmpty().containsAll(groupsOf(variable, file));
                } else {
                    assertThat(groups).as(task.getId()).containsExactlyInAnyOrder(asked.split(","));
                }
            }
        }

        @ParameterizedTest
        @MethodSource(MODELS)
        void declaresTheVariablesOfTheModelAndNoneThatNobodyUses(Path file) {
            ProcessDeclaration declared = declared(file);
            assertThat(declared.variables()).containsAll(variables(file));
            String users = House.text(file) + tables(file) + steps(file);
            assertThat(declared.variables())
                    .allSatisfy(variable -> assertThat(users).containsPattern("\\b" + variable + "\\b"));
        }

        @ParameterizedTest
        @MethodSource(MODELS)
        void saysWhetherAFormStartsIt(Path file) {
            assertThat(declared(file).startedByForm())
                    .isEqualTo(read(file).getModelElementsByType(StartEvent.class).stream()
                            .anyMatch(start -> start.getCamundaFormKey() != null));
        }

        /** Variables that a model reads, hands on to another process, or gets from one. */
        private static Set<String> variables(Path file) {
            return Stream.of(
                            "\\$\\{(\\w+)(?: == '\\w+')?}",
                            "\\$\\{\\w+\\.\\w+\\((\\w+)(?:, \\w+)?\\)}",
                            "\\$\\{\\w+\\.\\w+\\(\\w+, (\\w+)\\)}",
                            "camunda:in source=\"(\\w+)\"",
                            "camunda:out source=\"\\w+\" target=\"(\\w+)\"",
                            "camunda:outputParameter name=\"(\\w+)\"")
                    .flatMap(pattern -> Pattern.compile(pattern)
                            .matcher(House.text(file).replaceAll("camunda:delegateExpression=\"[^\"]*\"", ""))
                            .results())
                    .map(found -> found.group(1))
                    .filter(name -> !name.equals("execution"))
                    .collect(toSet());
        }

        /** Groups that a table of the model, or a model that calls it, puts into a variable. */
        private static Set<String> groupsOf(String variable, Path file) {
            String callers = models().stream().map(House::text).collect(Collectors.joining());
            return Stream.concat(
                            Pattern.compile("<text>\"([a-z-]+)\"</text>")
                                    .matcher(tables(file))
                                    .results(),
                            Pattern.compile("sourceExpression=\"([a-z-]+)\" target=\"" + variable + "\"")
                                    .matcher(callers)
                                    .results())
                    .map(found -> found.group(1))
                    .collect(toSet());
        }

        /** The decision tables that a model asks. */
        private static String tables(Path file) {
            return read(file).getModelElementsByType(BusinessRuleTask.class).stream()
                    .map(task -> House.text(House.ROOT.resolve("processes/" + task.getCamundaDecisionRef() + ".dmn")))
                    .collect(Collectors.joining());
        }

        /** The Java of the model's room, without what it declares. */
        private static String steps(Path file) {
            String room =
                    backing(file).getPackageName().replaceAll("\\.process$", "").replace('.', '/');
            return House.files("src/main/java/" + room, ".java").stream()
                    .map(House::text)
                    .collect(Collectors.joining())
                    .replaceAll("\\.(remembers|shows)\\([^)]*\\)", "");
        }

        private static Collection<UserTask> userTasks(Path file) {
            return read(file).getModelElementsByType(UserTask.class);
        }

        /** Else a new process would have to be entered there, and whoever forgets it loses its variables and tasks. */
        @Test
        void leavesNothingForTheEngineRoomToName() {
            Set<String> names = models().stream()
                    .flatMap(file -> Stream.of(
                                    Stream.of(processOf(file).getId()),
                                    nodes(file).stream().map(FlowNode::getId),
                                    read(file).getModelElementsByType(Message.class).stream()
                                            .map(Message::getName),
                                    declared(file).variables().stream())
                            .flatMap(it -> it))
                    .collect(toSet());
            for (Path source : House.files("src/main/java/gov/mt/immtrax/access/engine", ".java")) {
                assertThat(Pattern.compile("\"([^\"\\n]*)\"")
                                .matcher(House.text(source))
                                .results()
                                .map(text -> text.group(1)))
                        .as(source.getFileName().toString())
                        .doesNotContainAnyElementsOf(names)
                        .noneMatch(text -> text.startsWith("UserTask_"));
            }
        }

        @Test
        void isTheOnlyPlaceOfSteps() {
            assertThat(House.classes().stream()
                            .filter(type -> type.isAssignableTo(JavaDelegate.class))
                            .filter(type -> !type.getPackageName().endsWith(".engine")))
                    .isEmpty();
        }
    }

    @Nested
    class Decisions {

        @ParameterizedTest
        @MethodSource(MODELS)
        void askAQuestionWithOneAnswerForEachFlow(Path file) {
            for (ExclusiveGateway gateway : splits(file)) {
                assertThat(label(gateway)).as(gateway.getId()).endsWith("?");
                assertThat(gateway.getDefault())
                        .as("default of " + gateway.getId())
                        .isNotNull();
                for (SequenceFlow answer : gateway.getOutgoing()) {
                    assertThat(answer.getName())
                            .as("answer on " + answer.getId())
                            .isNotBlank();
                    assertThat(answer.getConditionExpression() == null)
                            .as("only the default flow has no condition: " + answer.getId())
                            .isEqualTo(answer.equals(gateway.getDefault()));
                }
            }
        }

        @ParameterizedTest
        @MethodSource(MODELS)
        void haveConditionsOnlyWhereTheyAreAsked(Path file) {
            Set<SequenceFlow> answers = splits(file).stream()
                    .flatMap(split -> split.getOutgoing().stream())
                    .collect(toSet());
            for (SequenceFlow flow : read(file).getModelElementsByType(SequenceFlow.class)) {
                boolean answer = answers.stream().anyMatch(it -> it.getId().equals(flow.getId()));
                assertThat(flow.getConditionExpression() == null || answer)
                        .as(flow.getId())
                        .isTrue();
            }
        }

        @ParameterizedTest
        @MethodSource(MODELS)
        void giveEachValueOfAnEnumOneFlow(Path file) {
            for (ExclusiveGateway gateway : splits(file)) {
                List<Matcher> conditions = gateway.getOutgoing().stream()
                        .filter(flow -> flow.getConditionExpression() != null)
                        .map(flow -> CONDITION.matcher(
                                flow.getConditionExpression().getTextContent().strip()))
                        .toList();
                assertThat(conditions).as(gateway.getId()).allMatch(Matcher::matches);
                assertThat(conditions.stream().map(it -> it.group(1)).distinct())
                        .as(gateway.getId())
                        .hasSize(1);
                if (conditions.stream().anyMatch(it -> it.group(2) != null)) {
                    List<String> answers = gateway.getOutgoing().stream()
                            .map(SequenceFlow::getName)
                            .toList();
                    assertThat(answers)
                            .as(gateway.getId())
                            .containsExactlyInAnyOrderElementsOf(
                                    values(conditions.get(0).group(1)));
                    gateway.getOutgoing().stream()
                            .filter(flow -> flow.getConditionExpression() != null)
                            .forEach(flow -> assertThat(
                                            flow.getConditionExpression().getTextContent())
                                    .contains("'" + flow.getName() + "'"));
                } else {
                    assertThat(gateway.getOutgoing())
                            .extracting(SequenceFlow::getName)
                            .containsExactlyInAnyOrder("yes", "no");
                }
            }
        }

        /** Values of the enum that a decision variable is named after. */
        private static List<String> values(String variable) {
            String name = Character.toUpperCase(variable.charAt(0)) + variable.substring(1);
            return House.classes().stream()
                    .filter(type -> type.isEnum() && type.getSimpleName().equals(name))
                    .findFirst()
                    .map(type -> Arrays.stream(type.reflect().getEnumConstants())
                            .map(it -> ((Enum<?>) it).name())
                            .toList())
                    .orElseThrow(() -> new AssertionError("No enum " + name));
        }
    }

    @Nested
    class Logic {

        @ParameterizedTest
        @MethodSource(MODELS)
        void isNotInTheModel(Path file) {
            assertThat(House.text(file))
                    .doesNotContain(
                            "scriptTask",
                            "camunda:script",
                            "scriptFormat",
                            "camunda:class",
                            "camunda:expression",
                            "camunda:taskListener",
                            "camunda:executionListener",
                            "camunda:formData");
        }

        @ParameterizedTest
        @MethodSource(MODELS)
        void callsOnlyMethodsThatTheEngineCanCall(Path file) {
            Matcher call = BEAN_CALL.matcher(House.text(file));
            while (call.find()) {
                if (!call.group(1).equals("decisionResult")) {
                    assertPublic(call.group(1), call.group(2));
                }
            }
        }

        @ParameterizedTest
        @MethodSource(MODELS)
        void waitsForDatesOfTheBusinessCalendar(Path file) {
            for (TimerEventDefinition timer : read(file).getModelElementsByType(TimerEventDefinition.class)) {
                assertThat(timer.getTimeDuration()).as(timer.getId()).isNull();
                assertThat(timer.getTimeCycle()).as(timer.getId()).isNull();
                assertThat(timer.getTimeDate().getTextContent().strip())
                        .as(timer.getId())
                        .matches(BEAN_CALL)
                        .matches("\\$\\{(([a-z]+D|d)eadlines\\..*|escalate[A-Z]\\w+\\.next\\(execution\\)})");
            }
        }

        @ParameterizedTest
        @MethodSource(MODELS)
        void saysHowOftenAJobIsTriedAgain(Path file) {
            assertThat(nodes(file))
                    .filteredOn(node -> isAsynchronous(node) || hasTimer(node))
                    .allSatisfy(node -> assertThat(node.getExtensionElements())
                            .as(node.getId())
                            .isNotNull()
                            .satisfies(extras -> assertThat(extras.getElementsQuery()
                                            .filterByType(CamundaFailedJobRetryTimeCycle.class)
                                            .count())
                                    .isEqualTo(1)));
        }

        private static boolean isAsynchronous(FlowNode node) {
            // an event-based gateway has no "after" and says so by an exception
            return node.isCamundaAsyncBefore() || !(node instanceof EventBasedGateway) && node.isCamundaAsyncAfter();
        }

        private static boolean hasTimer(FlowNode node) {
            return node instanceof Event
                    && !node.getChildElementsByType(TimerEventDefinition.class).isEmpty();
        }

        /** The engine finds a method only when it and its class are public. */
        private static void assertPublic(String bean, String method) {
            assertThat(House.bean(bean)).as("bean " + bean).hasValueSatisfying(type -> {
                assertThat(type).isPublic();
                assertThat(Arrays.stream(type.getDeclaredMethods())
                                .filter(it -> Modifier.isPublic(it.getModifiers()))
                                .map(Method::getName))
                        .contains(method);
            });
        }
    }

    @Nested
    class Diagram {

        /** The model looks through the whole file for the shape of an element: once for each. */
        private static final Map<FlowNode, Rectangle2D> BOUNDS = new ConcurrentHashMap<>();

        private static final Map<SequenceFlow, List<Line2D>> LINES = new ConcurrentHashMap<>();

        @ParameterizedTest
        @MethodSource(MODELS)
        void showsEverything(Path file) {
            nodes(file)
                    .forEach(node -> assertThat(node.getDiagramElement())
                            .as("shape of " + node.getId())
                            .isNotNull());
            read(file)
                    .getModelElementsByType(SequenceFlow.class)
                    .forEach(flow -> assertThat(flow.getDiagramElement())
                            .as("edge of " + flow.getId())
                            .isNotNull());
        }

        @ParameterizedTest
        @MethodSource(MODELS)
        void beginsAtTheLeft(Path file) {
            for (StartEvent start : read(file).getModelElementsByType(StartEvent.class)) {
                assertThat(nodes(file))
                        .filteredOn(node -> node.getParentElement().equals(start.getParentElement()))
                        .filteredOn(node -> !(node instanceof SubProcess event && event.triggeredByEvent()))
                        .allSatisfy(node -> assertThat(bounds(node).getCenterX())
                                .as("%s stands right of %s", node.getId(), start.getId())
                                .isGreaterThanOrEqualTo(bounds(start).getCenterX()));
            }
        }

        @ParameterizedTest
        @MethodSource(MODELS)
        void crossesNoLines(Path file) {
            List<SequenceFlow> flows = List.copyOf(read(file).getModelElementsByType(SequenceFlow.class));
            List<String> crossings = new ArrayList<>();
            for (int i = 0; i < flows.size(); i++) {
                for (int j = i + 1; j < flows.size(); j++) {
                    if (cross(flows.get(i), flows.get(j))) {
                        crossings.add(
                                flows.get(i).getId() + " x " + flows.get(j).getId());
                    }
                }
            }
            assertThat(crossings).isEmpty();
        }

        @ParameterizedTest
        @MethodSource(MODELS)
        void drawsNoLineThroughAnotherNode(Path file) {
            List<String> hits = new ArrayList<>();
            for (SequenceFlow flow : read(file).getModelElementsByType(SequenceFlow.class)) {
                for (FlowNode node : nodes(file)) {
                    if (lines(flow).stream().anyMatch(line -> line.intersects(inside(node))) && isForeign(node, flow)) {
                        hits.add(flow.getId() + " runs through " + node.getId());
                    }
                }
            }
            assertThat(hits).isEmpty();
        }

        @ParameterizedTest
        @MethodSource(MODELS)
        void laysNoNodeOverAnother(Path file) {
            List<String> overlaps = new ArrayList<>();
            for (FlowNode one : nodes(file)) {
                for (FlowNode other : nodes(file)) {
                    if (inside(one).intersects(inside(other)) && !isRelated(one, other)) {
                        overlaps.add(one.getId() + " over " + other.getId());
                    }
                }
            }
            assertThat(overlaps).isEmpty();
        }

        private static boolean isForeign(FlowNode node, SequenceFlow flow) {
            return !node.equals(flow.getSource())
                    && !node.equals(flow.getTarget())
                    && !contains(node, flow.getSource())
                    && !(node instanceof BoundaryEvent it && it.getAttachedTo().equals(flow.getTarget()));
        }

        private static boolean isRelated(FlowNode one, FlowNode other) {
            return one.equals(other)
                    || contains(one, other)
                    || contains(other, one)
                    || one instanceof BoundaryEvent
                    || other instanceof BoundaryEvent;
        }

        private static boolean contains(ModelElementInstance outer, ModelElementInstance inner) {
            for (ModelElementInstance at = inner.getParentElement(); at != null; at = at.getParentElement()) {
                if (at.equals(outer)) {
                    return true;
                }
            }
            return false;
        }

        private static boolean cross(SequenceFlow one, SequenceFlow other) {
            boolean sameEnd = one.getTarget().equals(other.getTarget());
            return lines(one).stream()
                    .anyMatch(a ->
                            lines(other).stream().anyMatch(b -> a.intersectsLine(b) && !(sameEnd && (touch(a, b)))));
        }

        /** Flows into one node may arrive at one point. */
        private static boolean touch(Line2D a, Line2D b) {
            return a.getP2().equals(b.getP2());
        }

        private static List<Line2D> lines(SequenceFlow flow) {
            return LINES.computeIfAbsent(flow, Diagram::drawn);
        }

        private static List<Line2D> drawn(SequenceFlow flow) {
            List<Waypoint> points = List.copyOf(((BpmnEdge) flow.getDiagramElement()).getWaypoints());
            List<Line2D> lines = new ArrayList<>();
            for (int i = 1; i < points.size(); i++) {
                Waypoint from = points.get(i - 1);
                Waypoint to = points.get(i);
                lines.add(new Line2D.Double(from.getX(), from.getY(), to.getX(), to.getY()));
            }
            return lines;
        }

        private static Rectangle2D bounds(FlowNode node) {
            return BOUNDS.computeIfAbsent(node, Diagram::drawn);
        }

        private static Rectangle2D drawn(FlowNode node) {
            var bounds = ((BpmnShape) node.getDiagramElement()).getBounds();
            return new Rectangle2D.Double(bounds.getX(), bounds.getY(), bounds.getWidth(), bounds.getHeight());
        }

        private static Rectangle2D inside(FlowNode node) {
            Rectangle2D all = bounds(node);
            return new Rectangle2D.Double(all.getX() + 1, all.getY() + 1, all.getWidth() - 2, all.getHeight() - 2);
        }
    }

    private static Class<?> backing(Path file) {
        String name = pascal(processOf(file).getId()) + "Process";
        return House.classes().stream()
                .filter(type -> type.getSimpleName().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No class " + name))
                .reflect();
    }

    private static ProcessDeclaration declared(Path file) {
        return House.declaration(backing(file));
    }

    private static BpmnModelInstance read(Path file) {
        return READ.computeIfAbsent(file, it -> Bpmn.readModelFromFile(it.toFile()));
    }

    private static Process processOf(Path file) {
        Collection<Process> processes = read(file).getModelElementsByType(Process.class);
        assertThat(processes).as("one process in a file").hasSize(1);
        return processes.iterator().next();
    }

    private static Collection<FlowNode> nodes(Path file) {
        return read(file).getModelElementsByType(FlowNode.class);
    }

    private static List<ExclusiveGateway> splits(Path file) {
        return read(file).getModelElementsByType(ExclusiveGateway.class).stream()
                .filter(gateway -> gateway.getOutgoing().size() > 1)
                .toList();
    }

    private static String type(FlowNode node) {
        if (node instanceof Gateway) {
            return "Gateway";
        }
        String type = node.getElementType().getTypeName();
        return Character.toUpperCase(type.charAt(0)) + type.substring(1);
    }

    /** One line, since a label may be broken for the picture. */
    private static String label(FlowNode node) {
        return node.getName() == null || node.getName().isBlank()
                ? null
                : node.getName().strip().replaceAll("\\s+", " ");
    }

    private static String pascal(String label) {
        return Stream.of(label.replaceAll("[?,]", "").split("[ _-]"))
                .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
                .collect(Collectors.joining());
    }

    private static String camel(String label) {
        return Introspector.decapitalize(pascal(label));
    }

    private static String kebab(String label) {
        return label.toLowerCase(Locale.ROOT).replace(' ', '-');
    }
}

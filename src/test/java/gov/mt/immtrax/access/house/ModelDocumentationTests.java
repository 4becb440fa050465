package gov.mt.immtrax.access.house;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.instance.Decision;
import org.camunda.bpm.model.dmn.instance.DecisionTable;
import org.camunda.bpm.model.dmn.instance.Input;
import org.camunda.bpm.model.dmn.instance.Output;
import org.camunda.bpm.model.dmn.instance.Rule;
import org.camunda.bpm.model.xml.ModelInstance;
import org.camunda.bpm.model.xml.instance.DomElement;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Each element of a model says what happens there: which table changes, who is told, what is waited for. What it names
 * must exist, so that a rename in the code does not leave it behind.
 */
class ModelDocumentationTests {

    private static final int SHORTEST = 30;
    private static final List<Class<? extends ModelElementInstance>> STEPS = List.of(Process.class, FlowNode.class);
    private static final List<Class<? extends ModelElementInstance>> PARTS_OF_TABLES =
            List.of(Decision.class, DecisionTable.class, Input.class, Output.class, Rule.class);

    private static final Pattern EMAIL = Pattern.compile("'([a-z]+(?:-[a-z]+)*)'");
    private static final Pattern SETTING = Pattern.compile("\\bimmtrax(?:\\.[a-z]+(?:-[a-z]+)*)+");
    private static final Pattern MODEL = Pattern.compile("\\b[a-z-]+\\.(?:bpmn|dmn)\\b");
    private static final Pattern TABLE = Pattern.compile("(?<![\\w.-])([a-z_]+)\\.[a-z_]+\\b(?!-)");
    private static final Pattern VALUE = Pattern.compile("\\b(?:[A-Z]{4,}|[A-Z]+(?:_[A-Z]+)+)\\b");
    private static final Pattern NAME = Pattern.compile("\\b(?:[a-z]+(?:_[a-z]+)+|[a-zA-Z][a-z]+(?:[A-Z][a-z]+)+)\\b");

    static List<Path> models() {
        return House.files("processes", ".bpmn", ".dmn");
    }

    @Test
    void findsTheModels() {
        assertThat(models()).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("models")
    void saysOfEveryElementWhatHappensThere(Path file) {
        Map<ModelElementInstance, String> texts = documentation(file);
        assertThat(texts).isNotEmpty().allSatisfy((element, text) -> {
            assertThat(text)
                    .as(nameOf(element))
                    .hasSizeGreaterThanOrEqualTo(SHORTEST)
                    .endsWith(".");
            String label = label(element);
            assertThat(text.replaceAll("[.?]", "").strip()).as(nameOf(element)).isNotEqualToIgnoringCase(label);
        });
    }

    /** A task's documentation is its description in Tasklist, which the engine evaluates. */
    @ParameterizedTest
    @MethodSource("models")
    void isNoExpression(Path file) {
        assertThat(documentation(file))
                .allSatisfy(
                        (element, text) -> assertThat(text).as(nameOf(element)).doesNotContain("${", "#{"));
    }

    @ParameterizedTest
    @MethodSource("models")
    void namesOnlyEmailsThatAreSent(Path file) {
        Set<String> emails = House.files("src/main/resources/mail", ".html").stream()
                .map(mail -> mail.getFileName().toString().replace(".html", ""))
                .collect(toSet());
        assertThat(named(file, EMAIL))
                .allSatisfy((name, element) -> assertThat(emails).as(element).contains(name));
    }

    @ParameterizedTest
    @MethodSource("models")
    void namesOnlyModelsThatAreThere(Path file) {
        assertThat(named(file, MODEL))
                .allSatisfy((name, element) -> assertThat(House.ROOT.resolve("processes/" + name))
                        .as(element)
                        .exists());
    }

    @ParameterizedTest
    @MethodSource("models")
    void namesOnlySettingsThatCanBeSet(Path file) {
        Set<String> settings = settings();
        assertThat(named(file, SETTING))
                .allSatisfy((name, element) -> assertThat(settings).as(element).contains(name));
    }

    @ParameterizedTest
    @MethodSource("models")
    void namesOnlyTablesThatTheServiceUses(Path file) {
        Set<String> tables = in(sources(), Pattern.compile("(?i)\\b(?:from|into|update|join) ([a-z_]+)\\b"));
        assertThat(named(file, TABLE))
                .allSatisfy((name, element) -> assertThat(tables).as(element).contains(name));
    }

    @ParameterizedTest
    @MethodSource("models")
    void namesOnlyValuesThatTheServiceKnows(Path file) {
        Set<String> values = House.classes().stream()
                .filter(JavaClass::isEnum)
                .flatMap(type -> type.getFields().stream())
                .filter(field -> field.getModifiers().contains(JavaModifier.ENUM))
                .map(JavaField::getName)
                .collect(toSet());
        assertThat(named(file, VALUE))
                .allSatisfy((name, element) -> assertThat(values).as(element).contains(name));
    }

    @ParameterizedTest
    @MethodSource("models")
    void namesOnlyColumnsVariablesAndMessagesThatTheServiceUses(Path file) {
        Set<String> words = in(sources(), Pattern.compile("\\b(\\w+)\\b"));
        assertThat(named(file, NAME))
                .allSatisfy((name, element) -> assertThat(words).as(element).contains(name));
    }

    /** What the texts of a file name, each with the element that does. */
    private static Map<String, String> named(Path file, Pattern pattern) {
        Map<String, String> named = new LinkedHashMap<>();
        documentation(file)
                .forEach((element, text) -> in(text, pattern).forEach(name -> named.put(name, nameOf(element))));
        return named;
    }

    /** The first group of each match, or all of it where the pattern has none. */
    private static Set<String> in(String text, Pattern pattern) {
        Matcher matcher = pattern.matcher(pattern == TABLE ? withoutFilesAndSettings(text) : text);
        return matcher.results().map(ModelDocumentationTests::name).collect(toSet());
    }

    private static String name(MatchResult match) {
        return match.groupCount() == 0 ? match.group() : match.group(1);
    }

    private static String withoutFilesAndSettings(String text) {
        return SETTING.matcher(text.replaceAll("\\b[a-z-]+\\.(?:bpmn|dmn|txt)\\b", ""))
                .replaceAll("");
    }

    private static String sources() {
        return String.join(
                "\n",
                House.files("src/main/java", ".java").stream().map(House::text).toList());
    }

    private static Set<String> settings() {
        return House.classes().stream()
                .filter(type -> type.isAnnotatedWith(ConfigurationProperties.class) && type.isRecord())
                .map(JavaClass::reflect)
                .flatMap(type -> Arrays.stream(type.getRecordComponents())
                        .map(component -> type.getAnnotation(ConfigurationProperties.class)
                                        .value() + "."
                                + component
                                        .getName()
                                        .replaceAll("([A-Z])", "-$1")
                                        .toLowerCase()))
                .collect(toSet());
    }

    /** Every element that has to say something, with what it says on one line; blank if nothing. */
    private static Map<ModelElementInstance, String> documentation(Path file) {
        boolean process = file.toString().endsWith(".bpmn");
        ModelInstance model = process ? Bpmn.readModelFromFile(file.toFile()) : Dmn.readModelFromFile(file.toFile());
        Map<ModelElementInstance, String> texts = new LinkedHashMap<>();
        for (Class<? extends ModelElementInstance> type : process ? STEPS : PARTS_OF_TABLES) {
            model.getModelElementsByType(type)
                    .forEach(element -> texts.put(element, first(element, process ? "documentation" : "description")));
        }
        return texts;
    }

    /** Where the schema wants it: as the first child. */
    private static String first(ModelElementInstance element, String name) {
        return element.getDomElement().getChildElements().stream()
                .findFirst()
                .filter(child -> child.getLocalName().equals(name))
                .map(DomElement::getTextContent)
                .map(text -> text.strip().replaceAll("\\s+", " "))
                .orElse("");
    }

    private static String nameOf(ModelElementInstance element) {
        return element.getAttributeValue("id");
    }

    private static String label(ModelElementInstance element) {
        String label = Stream.of("name", "label")
                .flatMap(attribute -> Optional.ofNullable(element.getAttributeValue(attribute)).stream())
                .findFirst()
                .orElse("");
        return label.replaceAll("[.?]", "").replaceAll("\\s+", " ").strip();
    }
}

package gov.mt.immtrax.access.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import java.lang.reflect.Parameter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.EndEvent;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.SubProcess;
import org.camunda.bpm.model.bpmn.instance.TerminateEventDefinition;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.io.FileSystemResource;

/** What the documents say is so: settings, models, decisions, files and links. */
class ReadmeTests {

    private static final String README = House.text(House.ROOT.resolve("README.md"));
    private static final String PROCESSES = House.text(House.ROOT.resolve("processes/README.md"));
    private static final String PAGES = "gov.mt.immtrax.access.house.ReadmeTests#pages";

    /** Every document of the repository. */
    static List<Path> pages() {
        List<Path> pages = new ArrayList<>(House.files("docs", ".md"));
        pages.addAll(Stream.of("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "processes/README.md", "forms/README.md")
                .map(House.ROOT::resolve)
                .toList());
        return pages;
    }

    @Nested
    class Settings {

        /** Property, environment variable, default. */
        private final Map<String, List<String>> table = rows(README, "property").stream()
                .collect(Collectors.toMap(row -> plain(row.get(0)), row -> row, (a, b) -> a, TreeMap::new));

        @Test
        void areThoseThatTheServiceReads() {
            Set<String> own = new TreeSet<>();
            settings().forEach((property, parameter) -> own.add(property));
            assertThat(table.keySet().stream().filter(property -> property.startsWith("immtrax.")))
                    .containsExactlyInAnyOrderElementsOf(own);
        }

        @Test
        void haveTheDefaultsThatTheTableSays() {
            Properties file = applicationYml();
            settings().forEach((property, parameter) -> {
                assertThat(table).containsKey(property);
                DefaultValue value = parameter.getAnnotation(DefaultValue.class);
                boolean inFile =
                        file.keySet().stream().anyMatch(key -> key.toString().startsWith(property));
                String said = table.get(property).get(2);
                if (inFile) {
                    assertThat(said).as(property).isNotIn("required", "none");
                } else if (value == null) {
                    assertThat(said).as(property).isEqualTo("required");
                } else {
                    assertThat(said)
                            .as(property)
                            .isEqualTo(value.value().length == 0 ? "none" : String.join(", ", value.value()));
                }
            });
        }

        @Test
        void areRequiredWhereTheServiceRefusesToStart() throws ReflectiveOperationException {
            var list = Class.forName("gov.mt.immtrax.access.RequiredSettings").getDeclaredField("REQUIRED");
            list.setAccessible(true);
            Set<?> required = ((Map<?, ?>) list.get(null)).keySet();
            assertThat(table.values().stream()
                            .filter(row -> row.get(2).equals("required"))
                            .map(row -> plain(row.get(1))))
                    .containsExactlyInAnyOrderElementsOf(
                            required.stream().map(Object::toString).toList());
        }

        @Test
        void areReadFromTheEnvironmentVariablesNamed() {
            table.forEach((property, row) -> {
                var environment = new StandardEnvironment();
                environment
                        .getPropertySources()
                        .addFirst(new SystemEnvironmentPropertySource(
                                "test-systemEnvironment", Map.of(plain(row.get(1)), "given")));
                ConfigurationPropertySources.attach(environment);
                assertThat(Binder.get(environment).bind(property, String.class).orElse("not read"))
                        .as(property)
                        .isEqualTo("given");
            });
        }

        /** Components of the settings records of all rooms, by property. */
        private static Map<String, Parameter> settings() {
            Map<String, Parameter> settings = new TreeMap<>();
            for (JavaClass type : House.classes()) {
                if (type.isAnnotatedWith(ConfigurationProperties.class)) {
                    String prefix = type.getAnnotationOfType(ConfigurationProperties.class)
                            .value();
                    for (Parameter component :
                            type.reflect().getDeclaredConstructors()[0].getParameters()) {
                        if (prefix.startsWith("immtrax")) {
                            settings.put(prefix + "." + kebab(component.getName()), component);
                        }
                    }
                }
            }
            return settings;
        }

        private static String kebab(String camel) {
            return camel.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
        }

        private static Properties applicationYml() {
            var yaml = new YamlPropertiesFactoryBean();
            yaml.setResources(new FileSystemResource(House.RESOURCES.resolve("application.yml")));
            return yaml.getObject();
        }
    }

    @Nested
    class Processes {

        private final List<BpmnModelInstance> models = House.files("processes", ".bpmn").stream()
                .map(file -> Bpmn.readModelFromFile(file.toFile()))
                .toList();

        @Test
        void areAllInTheTable() {
            Stream<String> files = House.files("processes", ".bpmn", ".dmn").stream()
                    .map(file -> file.getFileName().toString());
            assertThat(rows(PROCESSES, "file").stream().map(row -> plain(row.get(0))))
                    .containsExactlyInAnyOrderElementsOf(files.toList());
        }

        @Test
        void endAsTheTableSays() {
            for (BpmnModelInstance model : models) {
                Process process =
                        model.getModelElementsByType(Process.class).iterator().next();
                String said = rows(PROCESSES, "file").stream()
                        .filter(row -> plain(row.get(0)).equals(process.getId() + ".bpmn"))
                        .findFirst()
                        .orElseThrow()
                        .get(3);
                assertThat(said.split(", ")).containsExactlyInAnyOrderElementsOf(ends(model));
            }
        }

        @Test
        void haveTheTasksOfTheTable() {
            List<String> tasks = new ArrayList<>();
            models.forEach(model -> model.getModelElementsByType(UserTask.class)
                    .forEach(task -> tasks.add(task.getName() + " "
                            + task.getCamundaFormKey().replace("embedded:deployment:forms/", ""))));
            assertThat(rows(PROCESSES, "task").stream().map(row -> row.get(0) + " " + plain(row.get(1))))
                    .containsExactlyInAnyOrderElementsOf(tasks);
        }

        @Test
        void haveTheFormsOfTheTable() {
            Stream<String> files = House.files("forms", ".html").stream()
                    .map(file -> file.getFileName().toString());
            assertThat(rows(House.text(House.ROOT.resolve("forms/README.md")), "file").stream()
                            .map(row -> plain(row.get(0))))
                    .containsExactlyInAnyOrderElementsOf(files.toList());
        }

        /**
         * Ends of the whole process: of its own level, and of event subprocesses, which end it as well when they
         * interrupt it.
         */
        private static Set<String> ends(BpmnModelInstance model) {
            return model.getModelElementsByType(EndEvent.class).stream()
                    .filter(end -> end.getParentElement() instanceof Process
                            || end.getParentElement() instanceof SubProcess sub
                                    && sub.triggeredByEvent()
                                    && sub.getParentElement() instanceof Process
                                    && end.getChildElementsByType(TerminateEventDefinition.class)
                                            .isEmpty())
                    .map(EndEvent::getName)
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    @Nested
    class Decisions {

        private final List<Path> decisions = House.files("docs/decisions", ".md").stream()
                .filter(file -> !file.endsWith("README.md"))
                .toList();

        @Test
        void areNumberedWithoutAGap() {
            assertThat(decisions).isNotEmpty();
            assertThat(decisions.stream()
                            .map(file -> file.getFileName().toString().substring(0, 4)))
                    .containsExactlyElementsOf(IntStream.rangeClosed(1, decisions.size())
                            .mapToObj("%04d"::formatted)
                            .toList());
            assertThat(decisions)
                    .allSatisfy(file -> assertThat(House.text(file))
                            .startsWith("# "
                                    + Integer.parseInt(
                                            file.getFileName().toString().substring(0, 4)) + ". ")
                            .contains(
                                    "\n## Context\n", "\n## Decision\n", "\n## Consequences\n", "\n## Confirmation\n"));
        }

        @Test
        void areKeptByTestsThatExist() {
            Set<String> tests = House.files("src/test/java", "Tests.java", "IT.java").stream()
                    .map(file -> file.getFileName().toString().replace(".java", ""))
                    .collect(Collectors.toSet());
            assertThat(decisions).allSatisfy(file -> {
                String confirmation = House.text(file).split("\n## Confirmation\n")[1];
                List<String> named = found(confirmation, "`(\\w+(?:Tests|IT))`");
                assertThat(named).as(file.getFileName().toString()).isNotEmpty();
                assertThat(named).as(file.getFileName().toString()).isSubsetOf(tests);
            });
        }

        @Test
        void areAllListed() {
            String list = House.text(House.ROOT.resolve("docs/decisions/README.md"));
            assertThat(decisions)
                    .allSatisfy(file -> assertThat(list)
                            .contains("(" + file.getFileName() + ")")
                            .contains(House.text(file)
                                    .lines()
                                    .findFirst()
                                    .orElseThrow()
                                    .replaceFirst("# \\d+\\. ", "")));
        }
    }

    @ParameterizedTest
    @MethodSource(PAGES)
    void leadsToFilesThatExist(Path page) {
        List<String> links = found(House.text(page), "\\]\\(([^)#]+?)(?:#[^)]*)?\\)").stream()
                .filter(link -> !link.matches("(https?|mailto):.*"))
                .toList();
        assertThat(links)
                .allSatisfy(link -> assertThat(page.getParent().resolve(link))
                        .as(page + ": " + link)
                        .exists());
    }

    /** Classes of the tests that a document names in code. */
    @ParameterizedTest
    @MethodSource(PAGES)
    void namesTestsThatExist(Path page) {
        Set<String> tests = House.files("src/test/java", ".java").stream()
                .map(file -> file.getFileName().toString().replace(".java", ""))
                .collect(Collectors.toSet());
        assertThat(found(House.text(page), "[`=](\\w+[a-z](?:Tests|IT))\\b")).isSubsetOf(tests);
    }

    @Test
    void givesCommandsThatExist() {
        assertThat(README).contains("mvn spring-boot:test-run", "bin/verify", "--recalculate-due-dates");
        assertThat(House.ROOT.resolve("bin/verify")).isExecutable();
        assertThat(House.ROOT.resolve(".ci/run")).isExecutable().content().contains("bin/verify");
        assertThat(House.text(House.ROOT.resolve("pom.xml"))).contains("<finalName>immtrax-access</finalName>");
        assertThat(House.files("src/main/java", "DueDates.java"))
                .singleElement()
                .satisfies(file -> assertThat(House.text(file)).contains("\"recalculate-due-dates\""));
    }

    @Test
    void showsPicturesThatLoadFast() {
        assertThat(House.files("docs/pictures", ".png"))
                .isNotEmpty()
                .allSatisfy(picture ->
                        assertThat(Files.size(picture)).as(picture.toString()).isLessThan(300_000));
    }

    /** Rows of the table whose first column has this heading; an escaped bar is not expected in any. */
    private static List<List<String>> rows(String markdown, String heading) {
        List<String> lines = markdown.lines().toList();
        int start = IntStream.range(0, lines.size())
                .filter(i -> lines.get(i).startsWith("| " + heading + " |"))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No table of: " + heading));
        return lines.stream()
                .skip(start + 2L)
                .takeWhile(line -> line.startsWith("|"))
                .map(line -> Arrays.stream(line.substring(1).split("\\|", -1))
                        .map(String::strip)
                        .toList())
                .toList();
    }

    private static String plain(String cell) {
        return cell.replace("`", "");
    }

    private static List<String> found(String text, String pattern) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map((MatchResult result) -> result.group(1))
                .toList();
    }
}

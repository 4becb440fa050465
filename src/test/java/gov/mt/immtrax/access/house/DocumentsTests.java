package gov.mt.immtrax.access.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the documents say is so: models, decisions, files, links and commands. */
class DocumentsTests {

    private static final String README = House.text(House.ROOT.resolve("README.md"));
    private static final String PROCESSES = House.text(House.ROOT.resolve("processes/README.md"));
    /** A link to a heading of the same or of another document. */
    private static final Pattern LINK_TO_HEADING = Pattern.compile("\\]\\(((?!https?:)[^)#]*)#([^)]+)\\)");

    private static final String PAGES = "gov.mt.immtrax.access.house.DocumentsTests#pages";

    /** Every document of the repository. */
    static List<Path> pages() {
        List<Path> pages = new ArrayList<>(House.files("docs", ".md"));
        pages.addAll(Stream.of("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "processes/README.md", "forms/README.md")
                .map(House.ROOT::resolve)
                .toList());
        return pages;
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
            assertThat(Markdown.rows(PROCESSES, "| file | what it does | started by | ends |").stream()
                            .map(row -> row.get(0)))
                    .containsExactlyInAnyOrderElementsOf(files.toList());
        }

        @Test
        void endAsTheTableSays() {
            for (BpmnModelInstance model : models) {
                Process process =
                        model.getModelElementsByType(Process.class).iterator().next();
                String said = Markdown.rows(PROCESSES, "| file | what it does | started by | ends |").stream()
                        .filter(row -> row.get(0).equals(process.getId() + ".bpmn"))
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
            assertThat(Markdown.rows(PROCESSES, "| task | form | who | due |").stream()
                            .map(row -> row.get(0) + " " + row.get(1)))
                    .containsExactlyInAnyOrderElementsOf(tasks);
        }

        @Test
        void haveTheFormsOfTheTable() {
            Stream<String> files = House.files("forms", ".html").stream()
                    .map(file -> file.getFileName().toString());
            assertThat(Markdown.rows(
                                    House.text(House.ROOT.resolve("forms/README.md")),
                                    "| file | who fills it in | where |")
                            .stream()
                            .map(row -> row.get(0)))
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
                List<String> named = Markdown.found(confirmation, "`(\\w+(?:Tests|IT))`");
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
        List<String> links = Markdown.found(House.text(page), "\\]\\(([^)#]+?)(?:#[^)]*)?\\)").stream()
                .filter(link -> !link.matches("(https?|mailto):.*"))
                .toList();
        assertThat(links)
                .allSatisfy(link -> assertThat(page.getParent().resolve(link))
                        .as(page + ": " + link)
                        .exists());
    }

    @ParameterizedTest
    @MethodSource(PAGES)
    void leadsToHeadingsThatExist(Path page) {
        LINK_TO_HEADING.matcher(House.text(page)).results().forEach(link -> {
            Path target = link.group(1).isEmpty() ? page : page.getParent().resolve(link.group(1));
            assertThat(Markdown.anchors(House.text(target)))
                    .as(page + ": " + link.group())
                    .contains(link.group(2));
        });
    }

    @Test
    void givesCommandsThatExist() {
        assertThat(README).contains("mvn spring-boot:test-run", "bin/verify");
        assertThat(House.ROOT.resolve("bin/verify")).isExecutable();
        assertThat(House.ROOT.resolve(".ci/run")).isExecutable().content().contains("bin/verify");
    }

    /** What somebody reads first is read whole only if it is short. */
    @ParameterizedTest
    @CsvSource({"README.md, 130", "docs/architecture.md, 120", "CONTRIBUTING.md, 80"})
    void isShort(String page, int lines) {
        assertThat(House.text(House.ROOT.resolve(page)).lines()).hasSizeLessThanOrEqualTo(lines);
    }

    @Test
    void showsPicturesThatLoadFast() {
        assertThat(House.files("docs/pictures", ".png"))
                .isNotEmpty()
                .allSatisfy(picture ->
                        assertThat(Files.size(picture)).as(picture.toString()).isLessThan(300_000));
    }
}

package gov.mt.immtrax.access.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a document names as code exists under this name: a sentence about something that was renamed or removed fails
 * here. Code is what stands in backticks on one line.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS) // the sources are read once
class DocumentNamesTests {

    private static final String PAGES = "gov.mt.immtrax.access.house.DocumentsTests#pages";
    private static final Pattern CODE = Pattern.compile("`([^`\\n]+)`");

    /**
     * A class and what it holds, as {@code AccountRegister}, {@code Mails.post} and {@code RecordLocks.lock(number)}.
     */
    private static final Pattern CLASS =
            Pattern.compile("@?([A-Z][A-Za-z0-9]*[a-z][A-Za-z0-9]*)((?:\\.\\w+)*)(?:\\(.*\\))?");

    /** What a model asks a bean, as {@code ${inviteUser}}. */
    private static final Pattern EXPRESSION = Pattern.compile("\\$\\{\\w+(?:\\.\\w+\\(\\w*\\))?}");

    /**
     * A word with a hump or a line below that is no class: a table, a column, a variable, a constant, an element of a
     * model.
     */
    private static final Pattern WORD = Pattern.compile("[A-Za-z]\\w*(?:_|[a-z](?=[A-Z]))\\w+");

    /**
     * Names of metrics and of settings, which {@link OperationsTests} looks for, and of programs beside the service.
     */
    private static final Pattern OF_OTHERS = Pattern.compile(
            "(?:immtrax_(?!access$|engine$|owner$)|hikaricp_)\\w+|offline_access|(?:SPRING|SERVER|MANAGEMENT|IMMTRAX|KC)_[A-Z0-9_]+");

    private static final Pattern IMPORT = Pattern.compile("(?m)^import (?:static )?([\\w.]+?\\.([A-Z]\\w*))[.;]");

    private final Map<String, List<Class<?>>> ours = ours();
    private final Map<String, Class<?>> libraries = libraries();
    private final String models = text(House.files("processes", ".bpmn", ".dmn"));
    private final Set<String> words = words();

    @ParameterizedTest
    @MethodSource(PAGES)
    void areOfClassesAndMembersThatExist(Path page) {
        assertThat(code(page).filter(named -> isMissing(CLASS.matcher(named))))
                .as("%s names what the code does not have", page.getFileName())
                .isEmpty();
    }

    private boolean isMissing(Matcher named) {
        return named.matches() && !isThere(named.group(1), named.group(2));
    }

    @ParameterizedTest
    @MethodSource(PAGES)
    void areOfExpressionsInModels(Path page) {
        assertThat(code(page).filter(EXPRESSION.asMatchPredicate()).filter(named -> !models.contains(named)))
                .as("%s names what no model asks", page.getFileName())
                .isEmpty();
    }

    /** Tables, columns, variables, constants: a word of the sources, models, forms or build files. */
    @ParameterizedTest
    @MethodSource(PAGES)
    void areOfWordsInTheSources(Path page) {
        Set<String> unknown = code(page)
                .filter(WORD.asMatchPredicate())
                .filter(OF_OTHERS.asMatchPredicate().negate())
                .filter(word -> !CLASS.matcher(word).matches() && !words.contains(word))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(unknown)
                .as("%s names words that no source has", page.getFileName())
                .isEmpty();
    }

    /** As in {@code mvn -B test -Dtest=ModelRulesTests}. */
    @ParameterizedTest
    @MethodSource(PAGES)
    void areOfTestsThatMavenFinds(Path page) {
        assertThat(Markdown.found(House.text(page), "-D(?:it\\.)?test=(\\w+)"))
                .allSatisfy(test -> assertThat(ours).containsKey(test));
    }

    @Test
    void areMissedIfTheyDoNotExist() {
        assertThat(isThere("DocumentNamesTests", ".areMissedIfTheyDoNotExist")).isTrue();
        assertThat(isThere("DocumentNamesTests", ".CODE")).isTrue();
        assertThat(isThere("Clock", ".instant")).isTrue();
        assertThat(isThere("DocumentNamesTests", ".isNoMember")).isFalse();
        assertThat(isThere("NoSuch" + "Class", "")).isFalse();
        assertThat(words).doesNotContain("no_such" + "_table");
    }

    private static Stream<String> code(Path page) {
        return CODE.matcher(House.text(page)).results().map((MatchResult code) -> code.group(1));
    }

    private boolean isThere(String name, String members) {
        List<String> path =
                members.isEmpty() ? List.of() : List.of(members.substring(1).split("\\."));
        return Stream.concat(
                        ours.getOrDefault(name, List.of()).stream(),
                        Stream.of(libraries.getOrDefault(name, load("java.lang." + name))))
                .filter(Objects::nonNull)
                .anyMatch(type -> holds(type, path));
    }

    /** A member of an inner class may be named without that class, as methods of tests are. */
    private static boolean holds(Class<?> type, List<String> path) {
        if (path.isEmpty()) {
            return true;
        }
        List<String> rest = path.subList(1, path.size());
        return Arrays.stream(type.getDeclaredClasses())
                        .anyMatch(inner -> inner.getSimpleName().equals(path.get(0)) && holds(inner, rest))
                || rest.isEmpty() && withInner(type).anyMatch(it -> members(it).contains(path.get(0)));
    }

    /** Names of fields and methods, its own and those that it inherits. */
    private static Set<String> members(Class<?> type) {
        Set<String> members = new TreeSet<>();
        Arrays.stream(type.getDeclaredMethods()).forEach(method -> members.add(method.getName()));
        Arrays.stream(type.getDeclaredFields()).forEach(field -> members.add(field.getName()));
        Stream.concat(Stream.ofNullable(type.getSuperclass()), Arrays.stream(type.getInterfaces()))
                .forEach(parent -> members.addAll(members(parent)));
        return members;
    }

    private static Map<String, List<Class<?>>> ours() {
        Map<String, List<Class<?>>> ours = new HashMap<>();
        for (String folder : List.of("src/main/java", "src/test/java")) {
            for (Path file : House.files(folder, ".java")) {
                String path = House.ROOT.resolve(folder).relativize(file).toString();
                Class<?> type = load(path.replace('/', '.').replaceFirst("\\.java$", ""));
                if (type != null) {
                    withInner(type)
                            .forEach(it -> ours.computeIfAbsent(it.getSimpleName(), name -> new ArrayList<>())
                                    .add(it));
                }
            }
        }
        return ours;
    }

    private static Stream<Class<?>> withInner(Class<?> type) {
        return Stream.concat(
                Stream.of(type), Arrays.stream(type.getDeclaredClasses()).flatMap(DocumentNamesTests::withInner));
    }

    /** Classes of libraries that our sources import. */
    private static Map<String, Class<?>> libraries() {
        Map<String, Class<?>> libraries = new HashMap<>();
        House.files("src", ".java")
                .forEach(file -> IMPORT.matcher(House.text(file))
                        .results()
                        .filter(imported -> !libraries.containsKey(imported.group(2)))
                        .forEach(imported -> libraries.put(imported.group(2), load(imported.group(1)))));
        return libraries;
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, DocumentNamesTests.class.getClassLoader());
        } catch (ClassNotFoundException | LinkageError none) {
            return null;
        }
    }

    private static Set<String> words() {
        Pattern word = Pattern.compile("\\w+");
        return Stream.of(
                        House.files("src", ".java", ".sql", ".yml", ".properties", ".html", ".js"),
                        House.files("processes", ".bpmn", ".dmn"),
                        House.files("forms", ".html"),
                        House.files("compose", ".json", ".sh", ".sql"),
                        List.of(House.ROOT.resolve("docker-compose.yml"), House.ROOT.resolve("pom.xml")))
                .flatMap(Collection::stream)
                .flatMap(file -> word.matcher(House.text(file)).results())
                .map(MatchResult::group)
                .collect(Collectors.toSet());
    }

    private static String text(List<Path> files) {
        return files.stream().map(House::text).collect(Collectors.joining("\n"));
    }
}

package gov.mt.immtrax.access.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import java.lang.reflect.Parameter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

/** What docs/operations.md promises operators is so: settings, commands and metrics. */
class OperationsTests {

    private static final String PAGE = House.text(House.ROOT.resolve("docs/operations.md"));

    @Nested
    class Settings {

        private static final String HEAD = "| property | environment variable | default | meaning |";

        /** Property, environment variable, default, meaning. */
        private final Map<String, List<String>> table = Markdown.rows(PAGE, HEAD).stream()
                .collect(Collectors.toMap(row -> row.get(0), row -> row, (a, b) -> a, TreeMap::new));

        @Test
        void areThoseThatTheServiceReads() {
            Set<String> own = new TreeSet<>();
            settings().forEach((property, parameter) -> own.add(property));
            assertThat(table.keySet().stream().filter(property -> property.startsWith("immtrax.")))
                    .containsExactlyInAnyOrderElementsOf(own);
        }

        @Test
        void standOnce() {
            assertThat(Markdown.rows(PAGE, HEAD)).extracting(row -> row.get(0)).doesNotHaveDuplicates();
        }

        @Test
        void areAllSaidInWords() {
            assertThat(table.values()).allSatisfy(row -> {
                assertThat(row).as(row.toString()).hasSize(4);
                assertThat(row.get(3)).as(row.get(0)).isNotBlank();
            });
        }

        @Test
        void ofOneRoomStandInOneTable() {
            Map<String, Long> tables = Markdown.tables(PAGE, HEAD).stream()
                    .flatMap(rows -> rows.stream()
                            .map(row -> row.get(0))
                            .filter(property -> property.matches("immtrax\\.[^.]+\\..+"))
                            .map(property -> property.split("\\.")[1])
                            .distinct())
                    .collect(Collectors.groupingBy(room -> room, TreeMap::new, Collectors.counting()));
            assertThat(tables)
                    .isNotEmpty()
                    .allSatisfy((room, count) -> assertThat(count)
                            .as("tables with settings of " + room)
                            .isEqualTo(1));
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
                            .map(row -> row.get(1)))
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
                                "test-systemEnvironment", Map.of(row.get(1), "given")));
                ConfigurationPropertySources.attach(environment);
                assertThat(Binder.get(environment).bind(property, String.class).orElse("not read"))
                        .as(property)
                        .isEqualTo("given");
            });
        }

        /** A property or environment variable of ours that a document names, or a beginning of some with {@code *}. */
        @ParameterizedTest
        @MethodSource("gov.mt.immtrax.access.house.DocumentsTests#pages")
        void areCalledByTheirNamesInEveryDocument(Path page) {
            String text = House.text(page);
            assertThat(Markdown.found(text, "`(immtrax(?:\\.[a-z-]+)+(?:\\.\\*)?)(?:=[^`]*)?`"))
                    .allSatisfy(named -> assertThat(table.keySet())
                            .as(named)
                            .anyMatch(property -> named.endsWith("*")
                                    ? property.startsWith(named.substring(0, named.length() - 1))
                                    : property.equals(named)));
            assertThat(Markdown.found(text, "\\b(IMMTRAX_[A-Z_]+[A-Z])\\b"))
                    .allSatisfy(named -> assertThat(table.values())
                            .as(named)
                            .anyMatch(row ->
                                    row.get(1).equals(named) || row.get(1).startsWith(named + "_")));
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

    @Test
    void namesEveryMetricOfOurs() {
        Set<String> made = House.files("src/main/java", ".java").stream()
                .flatMap(file ->
                        Markdown.found(House.text(file), "(?:builder|counter|timer)\\(\\s*\"(immtrax\\.[a-z.]+)\"")
                                .stream())
                .map(name -> name.replace('.', '_'))
                .collect(Collectors.toCollection(TreeSet::new));
        Stream<String> told = Markdown.rows(PAGE, "| metric | counts | alert |").stream()
                .map(row -> row.get(0).split(",")[0])
                .filter(name -> name.startsWith("immtrax_"))
                .map(name -> name.replaceFirst("_(total|seconds)$", ""));
        assertThat(told).containsExactlyInAnyOrderElementsOf(made);
    }

    @Test
    void givesCommandsThatExist() {
        assertThat(PAGE).contains("java -jar target/immtrax-access.jar", "--recalculate-due-dates", "bin/make-secrets");
        assertThat(House.text(House.ROOT.resolve("pom.xml"))).contains("<finalName>immtrax-access</finalName>");
        assertThat(House.ROOT.resolve("bin/make-secrets")).isExecutable();
        assertThat(House.files("src/main/java", "DueDates.java"))
                .singleElement()
                .satisfies(file -> assertThat(House.text(file)).contains("\"recalculate-due-dates\""));
    }
}

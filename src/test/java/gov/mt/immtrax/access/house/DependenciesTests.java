package gov.mt.immtrax.access.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * Each part whose version Spring Boot does not decide stands in docs/dependencies.md, with the reason for its version.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS) // the lists are read once
class DependenciesTests {

    private static final String PAGE = House.text(House.ROOT.resolve("docs/dependencies.md"));

    private static final Pattern PROPERTY = Pattern.compile("\\$\\{([^}]+)}");

    private final Element pom = xml(House.ROOT.resolve("pom.xml").toFile());
    private final Map<String, String> properties = properties(pom);

    /** Lines with part, property, version and reason. */
    private final List<List<String>> ours = Markdown.rows(PAGE, "| part | property | version | why |");

    /** Lines with part, bringer and reason. */
    private final List<List<String>> brought = Markdown.rows(PAGE, "| part | brought by | why as it is |");

    /** Groups and names. */
    private final Set<String> managed = managedBySpringBoot();

    @Test
    void nameEachVersionThatWeDecide() {
        var decided = new TreeMap<>(properties);
        decided.keySet().removeIf(name -> !name.endsWith(".version") || name.equals("java.version"));

        assertThat(ours).extracting(row -> row.get(1)).doesNotHaveDuplicates();
        assertThat(ours.stream().collect(Collectors.toMap(row -> row.get(1), row -> row.get(2))))
                .isEqualTo(decided);
    }

    @Test
    void haveTheirVersionsInOnePlace() {
        assertThat(below(pom, "dependency", "plugin", "artifactItem", "path").stream()
                        .map(part -> text(part, "version"))
                        .filter(version -> !version.isEmpty()))
                .as("versions stand among the properties of pom.xml")
                .allMatch(version -> version.startsWith("${"));
    }

    @Test
    void saveEachPartInTheJarThatSpringBootDoesNotManage() throws IOException {
        assertThat(managed).contains("org.springframework:spring-web", "org.apache.tomcat.embed:tomcat-embed-core");
        Set<String> left = new TreeSet<>(inTheJar());
        assertThat(left).hasSizeGreaterThan(100);
        left.removeAll(managed);

        left.removeIf(part -> Stream.concat(ours.stream(), brought.stream()).anyMatch(row -> covers(row, part)));

        assertThat(left).as("parts without a reason in docs/dependencies.md").isEmpty();
    }

    @Test
    void saveNothingThatIsNotThere() throws IOException {
        Set<String> there = inTheJar();
        Set<String> asked = below(pom, "dependency", "artifactItem", "plugin", "path").stream()
                .map(part -> text(part, "groupId") + ":" + text(part, "artifactId"))
                .collect(Collectors.toSet());
        if (!below(pom, "palantirJavaFormat").isEmpty()) {
            asked.add("com.palantir.javaformat:palantir-java-format"); // Spotless names it by an element of its own
        }

        assertThat(brought)
                .allSatisfy(row -> assertThat(there)
                        .as("in the jar")
                        .filteredOn(part -> !managed.contains(part))
                        .anyMatch(part -> covers(row, part)));
        assertThat(ours)
                .allSatisfy(row -> assertThat(Stream.concat(there.stream(), asked.stream()))
                        .anyMatch(part -> covers(row, part)));
    }

    @Test
    void giveAReasonEach() {
        assertThat(Stream.concat(ours.stream(), brought.stream()))
                .allSatisfy(row ->
                        assertThat(row.get(row.size() - 1)).as(row.get(0)).isNotBlank());
    }

    /** A line names one part, or a group with all groups below it. */
    private static boolean covers(List<String> row, String part) {
        return part.equals(row.get(0)) || part.startsWith(row.get(0) + ":") || part.startsWith(row.get(0) + ".");
    }

    /** Groups and names of the list of parts that the build puts into the jar. */
    private static Set<String> inTheJar() throws IOException {
        try (InputStream list = DependenciesTests.class.getResourceAsStream("/META-INF/sbom/application.cdx.json")) {
            assertThat(list).as("Maven makes it, unless it is offline").isNotNull();
            var parts = new HashSet<String>();
            new ObjectMapper()
                    .readTree(list)
                    .get("components")
                    .forEach(part -> parts.add(
                            part.get("group").asText() + ":" + part.get("name").asText()));
            return parts;
        }
    }

    private Set<String> managedBySpringBoot() {
        var managed = new HashSet<String>();
        addManaged(
                "org.springframework.boot", "spring-boot-dependencies", text(child(pom, "parent"), "version"), managed);
        return managed;
    }

    /** Groups and names that a list of versions manages, itself, by those that it imports, and by its parents. */
    private void addManaged(String group, String name, String version, Set<String> managed) {
        Element list = xml(new File(
                System.getProperty("localRepository"),
                group.replace('.', '/') + "/" + name + "/" + version + "/" + name + "-" + version + ".pom"));
        Element parent = child(list, "parent");
        var known = properties(list);
        known.put("project.groupId", text(list, "groupId").isEmpty() ? text(parent, "groupId") : text(list, "groupId"));
        known.put("project.version", text(list, "version").isEmpty() ? text(parent, "version") : text(list, "version"));
        known.putAll(properties); // ours come first
        UnaryOperator<String> resolve = text -> resolve(text, known);
        for (Element part : children(child(child(list, "dependencyManagement"), "dependencies"))
                .toList()) {
            String partGroup = resolve.apply(text(part, "groupId"));
            if (text(part, "scope").equals("import")) {
                addManaged(
                        partGroup,
                        resolve.apply(text(part, "artifactId")),
                        resolve.apply(text(part, "version")),
                        managed);
            } else {
                managed.add(partGroup + ":" + resolve.apply(text(part, "artifactId")));
            }
        }
        if (parent != null) {
            addManaged(text(parent, "groupId"), text(parent, "artifactId"), text(parent, "version"), managed);
        }
    }

    /** A property may be named by another. */
    private static String resolve(String text, Map<String, String> properties) {
        String resolved = PROPERTY.matcher(text)
                .replaceAll(property -> Matcher.quoteReplacement(properties.getOrDefault(property.group(1), "")));
        return resolved.equals(text) ? text : resolve(resolved, properties);
    }

    private static Map<String, String> properties(Element pom) {
        var properties = new HashMap<String, String>();
        children(child(pom, "properties"))
                .forEach(property -> properties.put(
                        property.getTagName(), property.getTextContent().strip()));
        return properties;
    }

    private static Element xml(File file) {
        try {
            return DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(file)
                    .getDocumentElement();
        } catch (Exception e) {
            throw new IllegalStateException("Cannot read " + file, e);
        }
    }

    private static List<Element> below(Element element, String... names) {
        return Stream.of(names)
                .map(element::getElementsByTagName)
                .flatMap(found -> IntStream.range(0, found.getLength())
                        .mapToObj(found::item)
                        .map(Element.class::cast))
                .toList();
    }

    private static String text(Element element, String name) {
        Element child = child(element, name);
        return child == null ? "" : child.getTextContent().strip();
    }

    private static Element child(Element element, String name) {
        return children(element)
                .filter(child -> child.getTagName().equals(name))
                .findFirst()
                .orElse(null);
    }

    private static Stream<Element> children(Element element) {
        if (element == null) {
            return Stream.empty();
        }
        var nodes = element.getChildNodes();
        return IntStream.range(0, nodes.getLength())
                .mapToObj(nodes::item)
                .filter(node -> node.getNodeType() == Node.ELEMENT_NODE)
                .map(Element.class::cast);
    }
}

package gov.mt.immtrax.access.house;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import gov.mt.immtrax.access.ImmtraxAccessApplication;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModule;
import org.springframework.modulith.core.ApplicationModules;

/**
 * The picture in docs/architecture.md is drawn from the code: each room in the words of its package, above the rooms
 * that it uses.
 */
class ArchitectureTests {

    private static final Path PAGE = House.ROOT.resolve("docs/architecture.md");
    private static final Path DRAWN = House.ROOT.resolve("target/architecture.md");
    private static final Pattern PICTURE = Pattern.compile("(?s)(?<=<!-- rooms -->\n).*?(?=<!-- /rooms -->)");
    private static final Pattern FIRST_WORDS = Pattern.compile("(?s)/\\*\\*(.+?)(?:[.,:;]\\s.*|\\.?\\s*)\\*/");

    private final ApplicationModules modules = ApplicationModules.of(ImmtraxAccessApplication.class);

    /** By name, the rooms that each uses. */
    private final Map<String, Set<String>> uses = modules.stream()
            .collect(Collectors.toMap(
                    ArchitectureTests::name,
                    room -> room.getDirectDependencies(modules)
                            .uniqueModules()
                            .map(ArchitectureTests::name)
                            .collect(Collectors.toCollection(TreeSet::new)),
                    (a, b) -> a,
                    TreeMap::new));

    @Test
    void drawsTheRoomsAsTheyAre() throws IOException {
        String page = House.text(PAGE);
        Matcher picture = PICTURE.matcher(page);
        assertThat(picture.find()).as("the place of the picture").isTrue();
        String drawn = picture.replaceFirst(Matcher.quoteReplacement(picture()));
        Files.createDirectories(DRAWN.getParent());
        Files.writeString(DRAWN, drawn);
        assertThat(page)
                .as(
                        "the rooms have changed since the picture was drawn; refresh it: cp %s %s",
                        House.ROOT.relativize(DRAWN), House.ROOT.relativize(PAGE))
                .isEqualTo(drawn);
    }

    /** Layers by Mermaid. Rooms that use no other are one box, and arrows that longer ways replace are left out. */
    private String picture() {
        Set<String> ground = uses.keySet().stream()
                .filter(room -> uses.get(room).isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
        List<String> above = uses.keySet().stream()
                .filter(room -> !ground.contains(room))
                .sorted(Comparator.comparing(this::height).reversed().thenComparing(Comparator.naturalOrder()))
                .toList();
        StringBuilder picture =
                new StringBuilder("```mermaid\n%%{init: {\"flowchart\": {\"wrappingWidth\": 420}}}%%\nflowchart TD\n");
        for (String room : above) {
            Set<String> drawn = arrows(room);
            drawn.removeAll(ground);
            picture.append("  %s[\"<b>%s</b><br>%s\"] --> %s%n"
                    .formatted(room, room, words(room), drawn.isEmpty() ? "ground" : String.join(" & ", drawn)));
        }
        picture.append("  ground[\"%s\"]%n```%n"
                .formatted(ground.stream()
                        .map(room -> "<b>" + room + "</b>: " + words(room))
                        .collect(joining("<br>"))));
        return picture.toString();
    }

    /** Those that a room uses and does not reach by way of another one. */
    private Set<String> arrows(String room) {
        Set<String> arrows = new TreeSet<>(uses.get(room));
        uses.get(room).forEach(other -> arrows.removeAll(below(other)));
        return arrows;
    }

    private Set<String> below(String room) {
        Set<String> below = new TreeSet<>(uses.get(room));
        uses.get(room).forEach(other -> below.addAll(below(other)));
        return below;
    }

    private int height(String room) {
        return uses.get(room).stream()
                .mapToInt(other -> height(other) + 1)
                .max()
                .orElse(0);
    }

    /** The beginning of what the room's package says of itself. */
    private String words(String room) {
        ApplicationModule module = modules.getModuleByName(room).orElseThrow();
        String door = House.text(
                House.SOURCES.resolve(module.getBasePackage().getName().replace('.', '/') + "/package-info.java"));
        Matcher words = FIRST_WORDS.matcher(door);
        assertThat(words.find()).as("what the package of %s says", room).isTrue();
        return words.group(1)
                .replaceAll("\\s*\\n\\s*\\*", " ")
                .replaceAll("\\{@\\w+ ([^}]+)}", "$1")
                .replace("\"", "#quot;")
                .strip()
                .replaceAll("\\s+", " ");
    }

    private static String name(ApplicationModule room) {
        return room.getIdentifier().toString();
    }
}

package gov.mt.immtrax.access.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The list of requirements in docs/security.md: complete, and held by tests that exist. */
class SecurityPageTests {

    private static final String PAGE = House.text(House.ROOT.resolve("docs/security.md"));
    private static final Pattern TEST = Pattern.compile("`(\\w+(?:Tests|IT))(?:\\.(\\w+))?`");

    private final Map<String, Integer> levels = levels();
    private final List<List<String>> listed = rows("| id | level | what it asks for | how it is held |");
    private final List<List<String>> notApplying = rows("| id | why it does not apply |");

    @Test
    void namesRequirementsThatExistByTheirLevel() {
        assertThat(levels).as("requirements of ASVS 5.0.0").hasSize(345);
        assertThat(listed).isNotEmpty().allSatisfy(row -> {
            assertThat(levels).containsKey(row.get(0));
            assertThat(levels.get(row.get(0)))
                    .as(row.get(0))
                    .isLessThanOrEqualTo(2)
                    .isEqualTo(Integer.valueOf(row.get(1)));
        });
        assertThat(listed).extracting(row -> row.get(0)).doesNotHaveDuplicates();
    }

    @Test
    void leavesOutNone() {
        Set<String> left = new TreeSet<>(levels.keySet());
        left.removeIf(id -> levels.get(id) > 2);
        listed.forEach(row -> left.remove(row.get(0)));
        notApplying.forEach(row -> left.removeIf(id -> id.equals(row.get(0)) || id.startsWith(row.get(0) + ".")));
        assertThat(left).as("requirements of level 1 and 2 without a word").isEmpty();
    }

    @Test
    void saysOfEachWhatHoldsItOrWhyNot() {
        assertThat(listed)
                .allSatisfy(row -> assertThat(row.get(3)).as(row.get(0)).isNotBlank());
        assertThat(notApplying)
                .allSatisfy(row -> assertThat(row.get(1)).as(row.get(0)).isNotBlank());
    }

    @Test
    void namesTestsAndMethodsThatExist() {
        TEST.matcher(PAGE).results().forEach(named -> {
            var file = House.files("src/test/java", "/" + named.group(1) + ".java");
            assertThat(file).as("test " + named.group(1)).hasSize(1);
            if (named.group(2) != null) {
                assertThat(House.text(file.get(0)))
                        .as(named.group())
                        .containsPattern("(void|class) " + named.group(2) + "\\b");
            }
        });
    }

    private static List<List<String>> rows(String head) {
        List<String> lines = PAGE.lines().toList();
        assertThat(lines).contains(head);
        return lines.stream()
                .skip(lines.indexOf(head) + 2L)
                .takeWhile(line -> line.startsWith("|"))
                .map(line -> Arrays.stream(
                                line.substring(1, line.lastIndexOf('|')).split("\\|", -1))
                        .map(String::strip)
                        .toList())
                .toList();
    }

    /** By id, as in V8.2.1. */
    private static Map<String, Integer> levels() {
        Map<String, Integer> levels = new LinkedHashMap<>();
        House.text(House.ROOT.resolve("src/test/resources/asvs-5.0.0-levels.txt"))
                .lines()
                .filter(line -> line.startsWith("V"))
                .forEach(line -> {
                    String section = line.substring(0, line.indexOf(':'));
                    List<String> all = new ArrayList<>(List.of(
                            line.substring(line.indexOf(':') + 1).strip().split(" ")));
                    for (int i = 0; i < all.size(); i++) {
                        levels.put(section + "." + (i + 1), Integer.valueOf(all.get(i)));
                    }
                });
        return levels;
    }
}

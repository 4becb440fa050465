package gov.mt.immtrax.access.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The list of requirements in docs/security.md is complete; {@link DocumentNamesTests} sees that its tests exist. */
class SecurityPageTests {

    private static final String PAGE = House.text(House.ROOT.resolve("docs/security.md"));

    private final Map<String, Integer> levels = levels();
    private final List<List<String>> listed = Markdown.rows(PAGE, "| id | level | what it asks for | how it is held |");
    private final List<List<String>> notApplying = Markdown.rows(PAGE, "| id | why it does not apply |");

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

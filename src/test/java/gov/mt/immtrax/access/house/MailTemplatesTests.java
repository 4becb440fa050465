package gov.mt.immtrax.access.house;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import gov.mt.immtrax.access.number.CaseKind;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Which class posts which email, and about what: the room that owns the kind writes it. */
class MailTemplatesTests {

    private static final Pattern POSTS = Pattern.compile("\\b(?:m|userM)ails\\.post");
    private static final Pattern NAME = Pattern.compile("\"([a-z]+(?:-[a-z]+)*)\"");
    private static final Pattern CONSTANT = Pattern.compile("String (\\w+) = \"([a-z]+(?:-[a-z]+)*)\"");
    private static final Pattern OTHERS_CONSTANT = Pattern.compile("\\b([A-Z]\\w+)\\.([A-Z_]+)\\b");

    private final List<Path> sources = House.files("src/main/java", ".java");
    private final Set<String> templates = House.files("src/main/resources/mail", ".html").stream()
            .filter(file -> file.getParent().endsWith("mail"))
            .map(file -> file.getFileName().toString().replace(".html", ""))
            .collect(toSet());
    private final Map<String, String> constants = constants();

    @Test
    void arePostedByOneClassEach() {
        Map<String, Set<String>> posters = new HashMap<>();
        postings()
                .forEach((poster, text) -> templatesIn(text)
                        .forEach(template -> posters.computeIfAbsent(template, it -> new TreeSet<>())
                                .add(poster)));

        assertThat(posters.keySet()).containsExactlyInAnyOrderElementsOf(templates);
        assertThat(posters)
                .allSatisfy(
                        (template, classes) -> assertThat(classes).as(template).hasSize(1));
    }

    @Test
    void areAboutTheKindThatTheirClassSays() {
        Map<String, Set<CaseKind>> kinds = new HashMap<>();
        postings().forEach((poster, text) -> kinds.put(poster, kindsIn(text)));

        assertThat(kinds.remove("InactivationService"))
                .as("an account ends by itself or by a deletion")
                .containsExactlyInAnyOrder(CaseKind.ACCOUNT, CaseKind.ACCESS_DELETION);
        assertThat(kinds.remove("ReleaseService"))
                .as("that of the email that is held")
                .isEmpty();
        assertThat(kinds.remove("CorrectionService"))
                .as("that of the email whose address was refused")
                .isEmpty();
        assertThat(kinds)
                .isNotEmpty()
                .allSatisfy((poster, said) -> assertThat(said).as(poster).hasSize(1));
    }

    /** Classes that post emails, with their text. */
    private Map<String, String> postings() {
        Map<String, String> postings = new HashMap<>();
        sources.stream()
                .filter(file -> POSTS.matcher(House.text(file)).find())
                .forEach(file -> postings.put(nameOf(file), House.text(file)));
        return postings;
    }

    private Set<String> templatesIn(String text) {
        Set<String> found = NAME.matcher(text).results().map(it -> it.group(1)).collect(toSet());
        OTHERS_CONSTANT
                .matcher(text)
                .results()
                .map(it -> constants.get(it.group()))
                .forEach(found::add);
        found.retainAll(templates);
        return found;
    }

    private Map<String, String> constants() {
        Map<String, String> constants = new HashMap<>();
        sources.forEach(file -> CONSTANT.matcher(House.text(file))
                .results()
                .forEach(it -> constants.put(nameOf(file) + "." + it.group(1), it.group(2))));
        return constants;
    }

    private static Set<CaseKind> kindsIn(String text) {
        return Arrays.stream(CaseKind.values())
                .filter(kind -> Pattern.compile("\\bCaseKind\\." + kind + "\\b")
                        .matcher(text)
                        .find())
                .collect(toSet());
    }

    private static String nameOf(Path file) {
        return file.getFileName().toString().replace(".java", "");
    }
}

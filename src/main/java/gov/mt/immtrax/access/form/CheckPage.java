package gov.mt.immtrax.access.form;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.web.servlet.ModelAndView;

/**
 * The page between a form and its submission. It asks what has to be confirmed, and nothing has happened yet. One
 * button sends the same values again with the answer, the other one leads back to the form.
 */
public final class CheckPage {

    private static final String ASKED = "asked";
    private static final String CONFIRM = "confirm";
    private static final String CHANGE = "change";

    /** The parameters that the page adds to those of the form; pass them to {@link FormFile#read}. */
    private static final List<String> PARAMETERS = List.of(ASKED, CONFIRM, CHANGE);

    private CheckPage() {}

    /**
     * What the page's buttons sent.
     *
     * @param asked what the page had asked about, such as the names of the fields that confirm something
     * @param confirmed whether the answer was yes
     * @param changing whether something is to be changed first
     */
    public record Answer(Set<String> asked, boolean confirmed, boolean changing) {

        public static Answer of(Map<String, String[]> parameters) {
            String asked = parameters.containsKey(ASKED) ? parameters.get(ASKED)[0] : "";
            return new Answer(
                    Arrays.stream(asked.split(" ")).filter(it -> !it.isBlank()).collect(Collectors.toSet()),
                    parameters.containsKey(CONFIRM),
                    parameters.containsKey(CHANGE));
        }

        /** Whether this was asked, and nothing else, and the answer was yes. */
        public boolean confirms(String... questions) {
            return confirmed && asked.equals(Set.of(questions));
        }

        /** The values, with those confirmed that the page had asked about. */
        public Map<String, Object> addTo(FormFile file, Map<String, Object> values) {
            Map<String, Object> answered = new LinkedHashMap<>(values);
            if (confirmed) {
                asked.stream()
                        .filter(name -> file.field(name)
                                .filter(field -> field.kind() == FormField.Kind.BOOLEAN)
                                .isPresent())
                        .forEach(name -> answered.put(name, true));
            }
            return answered;
        }
    }

    /** The names of this page's parameters and of further ones that are no fields of the form. */
    public static String[] parametersAnd(String... others) {
        return Stream.concat(PARAMETERS.stream(), Arrays.stream(others)).toArray(String[]::new);
    }

    /** Whether there is nothing to correct in a refused form, and only something to confirm. */
    public static boolean asksOnly(List<FormError> errors) {
        return !errors.isEmpty() && errors.stream().allMatch(FormError::question);
    }

    /** What has to be corrected in a refused form; what has to be confirmed is asked about after that. */
    public static List<FormError> mistakes(List<FormError> errors) {
        return errors.stream().filter(error -> !error.question()).toList();
    }

    /**
     * The page.
     *
     * @param action path that it is posted to
     * @param person name of whom the form is about
     * @param values of the form, to be sent again
     */
    public static ModelAndView asking(String action, String person, Map<String, ?> values, List<FormError> questions) {
        String asked = questions.stream().map(FormError::field).distinct().collect(Collectors.joining(" "));
        return about("form.check.heading", "form.check.confirm", action, person, values, asked)
                .addObject("questions", questions);
    }

    /**
     * The page with words of its own, which asks about something else than fields.
     *
     * @param headingKey message key, whose argument is the person
     * @param confirmKey message key of the button that says yes
     * @param asked without blanks
     */
    public static ModelAndView about(
            String headingKey, String confirmKey, String action, String person, Map<String, ?> values, String asked) {
        return new ModelAndView("form/check")
                .addObject("heading", headingKey)
                .addObject("confirm", confirmKey)
                .addObject("person", person)
                .addObject("action", action)
                .addObject("values", values)
                .addObject("questions", List.of())
                .addObject("asked", asked);
    }
}

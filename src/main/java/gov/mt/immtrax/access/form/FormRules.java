package gov.mt.immtrax.access.form;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Checks a submission against its form file and every rule of that form, and changes nothing. */
@Component
public class FormRules {

    private final List<FormRule> rules;

    FormRules(List<FormRule> rules) {
        this.rules = rules;
    }

    /**
     * A submission with everything that is wrong with it.
     *
     * @param errors empty if it may be accepted
     */
    public record Checked(FormSubmission submission, List<FormError> errors) {}

    /**
     * Checks what was submitted. If it has fields that the file does not declare, no rule is asked, because it was not
     * submitted with our form.
     *
     * @param element id of the model's start event or user task
     * @param caseNumber business key of the running process; empty when the form starts one
     */
    public Checked check(
            FormFile file,
            String element,
            Optional<String> caseNumber,
            Map<String, Object> routing,
            Map<String, Object> submitted) {
        List<FormError> errors = new ArrayList<>(file.check(submitted));
        Set<String> refused = errors.stream().map(FormError::field).collect(Collectors.toSet());
        Map<String, Object> values = file.clean(submitted);
        values.keySet().removeAll(refused);
        FormSubmission submission = new FormSubmission(file.name(), element, caseNumber, routing, values, refused);
        if (refused.stream().allMatch(field -> file.field(field).isPresent())) {
            rules.stream()
                    .filter(rule -> rule.form().equals(file.name()))
                    .flatMap(rule -> ask(rule, submission).stream())
                    .forEach(errors::add);
        }
        return new Checked(submission, errors);
    }

    private static Optional<FormError> ask(FormRule rule, FormSubmission submission) {
        try {
            return rule.check(submission);
        } catch (InvalidFieldException mendThatFirst) {
            return Optional.empty();
        }
    }
}

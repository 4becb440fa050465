package gov.mt.immtrax.access.form;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A submission of a form, whether from our own pages, from Tasklist or by the REST API.
 *
 * @param form file name without folder and extension, for example {@code access-request}
 * @param element id of the model's start event or user task that the form belongs to
 * @param caseNumber business key of the running process; empty when the form starts one
 * @param routing routing variables of the running process; empty when the form starts one
 * @param values declared fields only, {@code String} or {@code Boolean}, trimmed; blank ones are left out
 * @param refused names of the fields that are invalid on their own; always empty for a receiver
 * @param fields names of the fields that the file declares; empty if that is not known
 */
public record FormSubmission(
        String form,
        String element,
        Optional<String> caseNumber,
        Map<String, Object> routing,
        Map<String, Object> values,
        Set<String> refused,
        Set<String> fields) {

    public FormSubmission {
        routing = Map.copyOf(routing);
        values = Map.copyOf(values);
        refused = Set.copyOf(refused);
        fields = Set.copyOf(fields);
    }

    /** A submission whose fields are all valid. */
    public FormSubmission(
            String form,
            String element,
            Optional<String> caseNumber,
            Map<String, Object> routing,
            Map<String, Object> values) {
        this(form, element, caseNumber, routing, values, Set.of(), Set.of());
    }

    /** A submission whose receiver needs no routing variables. */
    public FormSubmission(String form, String element, Optional<String> caseNumber, Map<String, Object> values) {
        this(form, element, caseNumber, Map.of(), values);
    }

    /** Whether the form has a field; one that a running process started with may be older than the field. */
    public boolean asks(String field) {
        return fields.isEmpty() || fields.contains(field);
    }

    /**
     * The text of a field, or {@code null} when it was left blank.
     *
     * @throws InvalidFieldException if the field is invalid on its own, so that a rule cannot be checked yet
     */
    public @Nullable String text(String field) {
        if (refused.contains(field)) {
            throw new InvalidFieldException(field);
        }
        return (String) values.get(field);
    }

    /**
     * The text of a field that is never blank: the file requires it, or a rule does.
     *
     * @throws InvalidFieldException if the field is wrong by itself, so that a rule cannot be asked yet
     */
    public String requiredText(String field) {
        return Objects.requireNonNull(text(field), field);
    }

    @Override
    public String toString() {
        return "FormSubmission[" + form + " at " + element + ", " + caseNumber.orElse("new") + "]";
    }
}

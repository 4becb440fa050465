package gov.mt.immtrax.access.form;

import java.util.List;

/** Thrown when a submission is refused, with an error for each field. Nothing was stored. */
public class FormRejectedException extends RuntimeException {

    private final transient List<FormError> errors;

    public FormRejectedException(List<FormError> errors) {
        super("The form was refused: "
                + errors.stream()
                        .map(e -> e.field() + " (" + e.messageKey() + ")")
                        .toList());
        this.errors = List.copyOf(errors);
    }

    public List<FormError> errors() {
        return errors;
    }
}

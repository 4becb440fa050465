package gov.mt.immtrax.access.form;

import java.util.Optional;
import java.util.function.Function;

/**
 * A rule over several fields, or over a field and what is already known. Asked as soon as each field that it looks at
 * is valid by itself, so that a person learns of everything at once.
 */
public interface FormRule {

    /** File name of the form without folder and ending. */
    String form();

    /**
     * What is wrong, or empty. Must not change anything.
     *
     * @throws InvalidFieldException if it looks at a field that is not valid by itself
     */
    Optional<FormError> check(FormSubmission submission);

    /** A rule of a form in one expression: what is wrong, or {@code null}. */
    static FormRule of(String form, Function<FormSubmission, FormError> check) {
        return new FormRule() {
            @Override
            public String form() {
                return form;
            }

            @Override
            public Optional<FormError> check(FormSubmission submission) {
                return Optional.ofNullable(check.apply(submission));
            }
        };
    }
}

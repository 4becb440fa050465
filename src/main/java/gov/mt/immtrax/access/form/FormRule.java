package gov.mt.immtrax.access.form;

import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A rule across several fields, or about a field and stored data. It is checked if the fields that it reads are valid
 * on their own, so that a person sees all errors at once.
 */
public interface FormRule {

    /** File name of the form without folder and extension. */
    String form();

    /**
     * Returns the error, or empty. Must not change anything.
     *
     * @throws InvalidFieldException if it reads a field that is not valid on its own
     */
    Optional<FormError> check(FormSubmission submission);

    /** Creates a rule from a function that returns the error, or {@code null}. */
    static FormRule of(String form, Function<FormSubmission, @Nullable FormError> check) {
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

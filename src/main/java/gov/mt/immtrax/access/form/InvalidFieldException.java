package gov.mt.immtrax.access.form;

/** Thrown when a rule reads a field that is invalid on its own. The rule is skipped until the field is corrected. */
public class InvalidFieldException extends RuntimeException {

    InvalidFieldException(String field) {
        super("The field " + field + " is not valid");
    }
}

package gov.mt.immtrax.access.form;

/** A rule looks at a field that is wrong by itself: it has nothing to say until that is mended. */
public class InvalidFieldException extends RuntimeException {

    InvalidFieldException(String field) {
        super("The field " + field + " is not valid");
    }
}

package gov.mt.immtrax.access.account;

import org.jspecify.annotations.Nullable;

/**
 * Why an account is changed, for its history.
 *
 * @param caseNumber number of the case that led to it, such as a request or a difference; null if there is none
 * @param note a reason as text; null if none is needed
 */
public record Cause(@Nullable String caseNumber, @Nullable String note) {

    /** The cause is the case with this number. */
    public static Cause of(String caseNumber) {
        return new Cause(caseNumber, null);
    }

    /** The cause is what someone wrote in this note. */
    public static Cause note(@Nullable String note) {
        return new Cause(null, note);
    }

    @Override
    public String toString() {
        return "Cause[" + caseNumber + "]";
    }
}

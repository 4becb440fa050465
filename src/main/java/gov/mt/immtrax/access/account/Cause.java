package gov.mt.immtrax.access.account;

/**
 * Why an account is changed, for its history.
 *
 * @param caseNumber what led to it, as a request or a difference; null if nothing with a number did
 * @param note a reason in words; null if none is needed
 */
public record Cause(String caseNumber, String note) {

    /** Because of what has this number, which says the rest. */
    public static Cause of(String caseNumber) {
        return new Cause(caseNumber, null);
    }

    /** Because somebody said so, in these words. */
    public static Cause note(String note) {
        return new Cause(null, note);
    }

    @Override
    public String toString() {
        return "Cause[" + caseNumber + "]";
    }
}

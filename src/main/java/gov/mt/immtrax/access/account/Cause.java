package gov.mt.immtrax.access.account;

/**
 * Why an account is changed, for its history.
 *
 * @param requestNumber null if no request led to it
 * @param note a reason in words; null if none is needed
 */
public record Cause(String requestNumber, String note) {

    /** Because of a request, which says the rest. */
    public static Cause request(String requestNumber) {
        return new Cause(requestNumber, null);
    }

    /** Because somebody said so, in these words. */
    public static Cause note(String note) {
        return new Cause(null, note);
    }

    @Override
    public String toString() {
        return "Cause[" + requestNumber + "]";
    }
}

package gov.mt.immtrax.access.request;

/**
 * What requests need to know about agreements that were signed for another request. The agreement room implements this
 * interface.
 */
public interface AgreementsOnFile {

    /** Whether the user agreement that was signed for this request still has the current wording. */
    boolean stillCounts(String requestNumber);
}

package gov.mt.immtrax.access.request;

/** What the agreement room tells about a signature of another request, for access that is given back. */
public interface AgreementsOnFile {

    /** Whether the user agreement that was signed for a request has the words of today. */
    boolean stillCounts(String requestNumber);
}

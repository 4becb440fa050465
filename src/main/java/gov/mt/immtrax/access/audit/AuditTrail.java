package gov.mt.immtrax.access.audit;

/**
 * Where the other rooms tell what somebody did. Who it was is found here: the person who is logged in, else the service
 * itself. What is recorded belongs to the caller's transaction and shares its fate; without one it has its own.
 */
public interface AuditTrail {

    /**
     * Records what was done.
     *
     * @param requestNumber the request that it was done to, or null
     * @param detail a few words without personal data, or null; cut where it is longer than the column
     */
    void record(AuditAction action, String requestNumber, AuditResult result, String detail);

    /** As {@link #record(AuditAction, String, AuditResult, String)}, of something that was done and needs no words. */
    default void record(AuditAction action, String requestNumber) {
        record(action, requestNumber, AuditResult.DONE, null);
    }

    /** Records what was done to an account in imMTrax, by its user name. */
    void recordAccount(AuditAction action, String requestNumber, String account);

    /**
     * Records that whoever is logged in was turned away from a page; for nobody, nothing. One person fills no more than
     * a part of the trail: beyond some dozens within an hour, the rest of that hour is one event that says how many.
     *
     * @param requestNumber what was asked for if it has the form of a request's number, else it is left out
     * @param path of the page, without a query
     */
    void recordRefusal(String requestNumber, String path);
}

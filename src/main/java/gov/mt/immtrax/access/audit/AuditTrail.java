package gov.mt.immtrax.access.audit;

/**
 * Where the other rooms tell what somebody did. Who it was is found here: the person who is logged in, else the service
 * itself. What is recorded belongs to the caller's transaction and shares its fate; without one it has its own.
 */
public interface AuditTrail {

    /**
     * Records what was done.
     *
     * @param caseNumber of what it was done to, or null
     * @param detail a few words without personal data, or null; cut where it is longer than the column
     */
    void record(AuditAction action, String caseNumber, AuditResult result, String detail);

    /** As {@link #record(AuditAction, String, AuditResult, String)}, of something that was done and needs no words. */
    default void record(AuditAction action, String caseNumber) {
        record(action, caseNumber, AuditResult.DONE, null);
    }

    /** Records what was done to an account in imMTrax, by its user name. */
    void recordAccount(AuditAction action, String caseNumber, String account);

    /**
     * Records that whoever is logged in was turned away from a page; for nobody, nothing. One person fills no more than
     * a part of the trail: beyond some dozens within an hour, the rest of that hour is one event that says how many.
     *
     * @param caseNumber what was asked for if it has the form of a number of ours, else it is left out
     * @param path of the page, without a query
     */
    void recordRefusal(String caseNumber, String path);
}

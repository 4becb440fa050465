package gov.mt.immtrax.access.audit;

import org.jspecify.annotations.Nullable;

/**
 * Records what people and the service do, for all other rooms. The actor is the person who is logged in, otherwise the
 * service itself. An event is part of the caller's transaction and is rolled back with it; without a transaction it has
 * its own.
 */
public interface AuditTrail {

    /**
     * Records an action.
     *
     * @param caseNumber number of the request or other case, or null
     * @param detail a few words without personal data, or null; cut to the length of the column
     */
    void record(AuditAction action, @Nullable String caseNumber, AuditResult result, @Nullable String detail);

    /** As {@link #record(AuditAction, String, AuditResult, String)}, for a completed action without details. */
    default void record(AuditAction action, @Nullable String caseNumber) {
        record(action, caseNumber, AuditResult.DONE, null);
    }

    /** Records an action on an account in imMTrax, which is named by its user name. */
    void recordAccount(AuditAction action, String caseNumber, @Nullable String account);

    /**
     * Records that the person who is logged in was denied access to a page; does nothing if no one is logged in. After
     * some dozens of refusals within an hour, the further refusals of that hour become one event with their number, so
     * that one person cannot fill the trail.
     *
     * @param caseNumber the requested number; left out unless it has the form of one of our numbers
     * @param path of the page, without a query
     */
    void recordRefusal(@Nullable String caseNumber, String path);
}

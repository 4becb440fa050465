package gov.mt.immtrax.access.database;

import gov.mt.immtrax.access.number.CaseKind;

/**
 * Locks what one kind of number names. Each room whose rows several people and jobs write at the same moment has one.
 */
public interface RecordLock {

    /** The kind of these numbers; no other lock has it. */
    CaseKind kind();

    /**
     * Locks the rows of a number until the transaction ends, in the order of all rows: requests, deletions,
     * differences, accounts.
     *
     * @param number written as one of this kind is
     * @return false if there is no such row
     */
    boolean lock(String number);
}

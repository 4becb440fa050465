package gov.mt.immtrax.access.database;

import gov.mt.immtrax.access.number.CaseKind;

/**
 * Locks the record of a number of one kind. Each room has one if people and jobs may write its rows at the same time.
 */
public interface RecordLock {

    /** The kind of these numbers; no other lock has it. */
    CaseKind kind();

    /**
     * Locks the rows of a number until the transaction ends, in the order that all rooms use: requests, deletions,
     * differences, accounts, departures.
     *
     * @param number a number of this kind
     * @return false if there is no such row
     */
    boolean lock(String number);
}

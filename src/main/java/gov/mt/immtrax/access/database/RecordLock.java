package gov.mt.immtrax.access.database;

/**
 * Locks what one kind of number names. Each room whose rows several people and jobs write at the same moment has one.
 */
public interface RecordLock {

    /**
     * Locks the rows of a number until the transaction ends, in the order of all rows: requests, deletions,
     * differences, accounts.
     *
     * @return false if the number is none of this kind
     */
    boolean lock(String number);
}
